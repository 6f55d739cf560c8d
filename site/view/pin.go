package view

import (
	"cmp"
	"strings"

	"overlap/report"
	"overlap/scenarios"
)

// pinDefaults is what State.Pin is when the defaults are pinned, whose settings are "".
const pinDefaults = "defaults"

func (st *State) setPin(text string) (allowed string) {
	pinned, refused := ParseState(st.Instance.Scenario, strings.TrimPrefix(text, pinDefaults))
	if len(refused) > 0 {
		return "settings of this scenario, such as " + pinDefaults
	}
	*st = st.pinned(pinned)
	return ""
}

// pinned returns the state with the run of another pinned.
func (st State) pinned(of State) State {
	if st.Pin = of.Settings(); st.Pin == "" {
		st.Pin = pinDefaults
	}
	return st
}

// WithPin returns the state with its own run pinned, or with no run pinned.
func (st State) WithPin(on bool) State {
	if on {
		return st.pinned(st)
	}
	st.Pin = ""
	return st
}

// Pinned is what is kept of the run that is pinned.
type Pinned struct {
	of     string // the link to its run, "" when nothing is kept
	former []report.Former
}

// pinnedState returns the state of the pinned run, with the same variants.
func (st State) pinnedState() State {
	pinned, _ := ParseState(st.Instance.Scenario, strings.TrimPrefix(st.Pin, pinDefaults))
	pinned.Variants = st.Variants
	return pinned
}

// PinnedBatch returns the pinned run, not begun; nil when there is none, or when have is what is kept of it.
func (st State) PinnedBatch(have Pinned) *scenarios.Batch {
	if st.Pin == "" || st.pinnedState().link() == have.of {
		return nil
	}
	return st.pinnedState().Batch()
}

// Keep returns what is kept of the pinned run, from its results.
func (st State) Keep(rs *scenarios.Results) Pinned {
	return Pinned{st.pinnedState().link(), report.Keep(rs)}
}

func (st State) link() string { return "?" + st.Query() }

// Former returns what is kept of the run that stands behind the state's picture: the model, where a real run is shown, or else the
// pinned run; nil for none.
func (st State) Former(pinned, model Pinned) []report.Former {
	switch {
	case model.former != nil:
		return model.former
	case st.Pin == "":
		return nil
	}
	return pinned.former
}

// Compared returns what the page says of the pinned run: which settings differ from it, and how the runs do. Without a pinned
// run it is "".
func Compared(st State, pinned Pinned, rs *scenarios.Results) string {
	if st.Pin == "" {
		return ""
	}
	unpin := button("unpin", "Unpin", ` class="quiet"`)
	about := strings.Join(st.pinnedState().differences(st), ", ")
	if about == "" {
		return `<p><strong>Pinned</strong> <span>change something, and where this run ended stays in the picture</span> ` + unpin + "</p>"
	}
	list := ""
	for _, c := range report.Changes(pinned.former, rs) {
		list += "<li><b>" + esc(c.Title) + "</b> " + esc(c.Text) + "</li>"
	}
	return "<p><strong>Compared with the pinned run</strong> <span>" + esc(about) + "</span> " + unpin + `</p><ul tabindex="0" aria-label="What differs">` + list + "</ul>"
}

// differences says which settings another state has changed, and how.
func (st State) differences(to State) (list []string) {
	for i, p := range st.Instance.Params() {
		q := to.Instance.Params()[i]
		switch {
		case p.Value().Equal(q.Value()):
		case p.Kind == scenarios.KindTable:
			list = append(list, p.Label+" changed")
		default:
			list = append(list, p.Label+" "+p.Value().Text()+" → "+q.Value().Text())
		}
	}
	if a, b := st.Instance.FaultText(), to.Instance.FaultText(); a != b {
		list = append(list, "what goes wrong "+cmp.Or(a, "nothing")+" → "+cmp.Or(b, "nothing"))
	}
	if a, b := st.changeTimes(), to.changeTimes(); a != b {
		list = append(list, cmp.Or(b, "from the start"))
	}
	for _, s := range [][3]string{{"seed", st.seedText(), to.seedText()}, {scenarios.ComputerLabel, computerTitle(st.Costs), computerTitle(to.Costs)}} {
		if s[1] != s[2] {
			list = append(list, s[0]+" "+s[1]+" → "+s[2])
		}
	}
	return list
}
