package view

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"overlap/scenarios"
)

// Stretch bounds the transport: a teacher shows a run from one instant to another, perhaps again and again.
type Stretch struct {
	From, To time.Duration // To is 0 for the end of the run
	Loop     bool
}

func (st *State) setFrom(text string) (allowed string) {
	d, err := parseInstant(text)
	if err != nil || d < 0 || st.Stretch.To != 0 && d >= st.Stretch.To {
		return "a time of the run before to, such as 100ms"
	}
	st.Stretch.From = d
	return ""
}

func (st *State) setTo(text string) (allowed string) {
	d, err := parseInstant(text)
	if err != nil || d <= st.Stretch.From {
		return "a time of the run after from, such as 300ms"
	}
	st.Stretch.To = d
	return ""
}

// settings adds what differs from the whole run to the settings of an address.
func (s Stretch) settings(add func(name, text string)) {
	if s.From != 0 {
		add("from", durationText(s.From))
	}
	if s.To != 0 {
		add("to", durationText(s.To))
	}
	if s.Loop {
		add("loop", "yes")
	}
}

// EmbedSetting is a setting of an embedded picture that says what the picture shows, and not what it runs. Addresses, attributes
// of the element and models of notebooks spell it alike. The frame's script obeys it before the program is there.
type EmbedSetting struct {
	Name    string
	Words   []string // what is allowed, the default first; nil allows any text
	Several bool     // a list is allowed, separated by commas, which may also name parameters or tabs
	Help    string
}

// maxTitle bounds a title, in bytes.
const maxTitle = 200

// EmbedSettings returns what a teacher may choose of an embedded picture, in the order in which they are listed.
func EmbedSettings() []EmbedSetting {
	return []EmbedSetting{
		{"controls", []string{"main", "none", "all", "seed", "machine", scenarios.FaultName, "presets"}, true, "which controls the learner has: main are those in which the lesson lies; fault is what goes wrong with services; or names of parameters"},
		{"tabs", []string{"none", "all", codeTab}, true, "which tabs stand below the picture"},
		{"title", nil, false, "stands above the picture; no leaves it out"},
		{"theme", []string{"auto", "light", "dark"}, false, "auto follows the page around it"},
		{"links", []string{"yes", "no"}, false, "whether links lead out of the picture"},
		{"reset", []string{"yes", "no"}, false, "whether there is a button that sets all back"},
		{"exam", []string{"no", "yes"}, false, "the learner must answer before the run is shown, once, with no way out"},
		{"autoplay", []string{"never", "visible"}, false, "visible plays when half of the picture is seen"},
		{"loading", []string{"lazy", "click", "eager"}, false, "when the program is fetched: near the window, at the first touch, at once"},
		{"keys", []string{"own", "host", "none"}, false, "whose keys work in the picture: host passes those of slides on to them"},
		{"id", nil, false, "stands in every message, to tell several pictures apart"},
	}
}

// setEmbed checks one of EmbedSettings and keeps it. known is false for another name.
func (st *State) setEmbed(name, text string) (allowed string, known bool) {
	i := slices.IndexFunc(EmbedSettings(), func(s EmbedSetting) bool { return s.Name == name })
	if i < 0 {
		return "", false
	}
	if allowed = EmbedSettings()[i].check(st.Instance, text); allowed != "" {
		return allowed, true
	}
	st.pass(name, text)
	switch name {
	case "exam":
		st.Exam = text == "yes"
	case "tabs":
		st.openFirst(text)
	}
	return "", true
}

// pass keeps a setting that this page only passes on. The last of a name counts.
func (st *State) pass(name, text string) {
	for i := range st.Others {
		if st.Others[i].Name == name {
			st.Others[i].Text = text
			return
		}
	}
	st.Others = append(st.Others, scenarios.Setting{Name: name, Text: text})
}

// openFirst opens the first tab of a list, unless the address has named a tab.
func (st *State) openFirst(tabs string) {
	first, _, _ := strings.Cut(tabs, ",")
	for _, t := range TabList() {
		if t.ID == first && st.Tab == TabList()[0].ID {
			st.Tab = first
		}
	}
}

// check returns what is allowed, "" for an allowed text.
func (s EmbedSetting) check(in *scenarios.Instance, text string) (allowed string) {
	if s.Words == nil {
		if len(text) > maxTitle {
			return "a text of at most " + strconv.Itoa(maxTitle) + " bytes"
		}
		return ""
	}
	known := slices.Clone(s.Words)
	switch s.Name {
	case "controls":
		if len(in.ServiceNames()) == 0 {
			known = slices.DeleteFunc(known, func(name string) bool { return name == scenarios.FaultName })
		}
		for _, p := range in.Params() {
			known = append(known, p.Name)
		}
	case "tabs":
		for _, t := range TabList() {
			known = append(known, t.ID)
		}
	}
	parts := []string{text}
	if s.Several {
		parts = strings.Split(text, ",")
	}
	for _, part := range parts {
		if _, allowed = oneOf(part, known); allowed != "" {
			return allowed
		}
	}
	return ""
}
