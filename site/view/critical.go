package view

import (
	"time"

	"overlap/chart/svg"
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/quantity"
	"overlap/report"
	"overlap/scenarios"
)

// Overlays returns the switches of what can be seen over the picture. Where no task wakes another that is drawn, wakes is false.
func Overlays(wakes bool) string {
	return `<fieldset class="overlays" disabled><legend class="visually-hidden">In the picture</legend>` +
		button("wakes", "Who woke whom", ` id="wakes" aria-pressed="false"`+boolAttr("hidden", !wakes)) + button("critical", "Critical path", ` aria-pressed="false"`) +
		button("export", "Export", ` id="export-open" aria-haspopup="dialog"`) + "</fieldset>" + exportDialog()
}

// Overlay returns the inside of the picture's group for what the state asks to see over it.
func Overlay(rs *scenarios.Results, l *svg.Layout, st State, paths Paths, spot *svg.Spot) string {
	o := svg.Overlay{Wakes: st.Wakes, Spot: spot}
	if panel, t := st.Follow.Find(rs); t != nil {
		o.Panel, o.Followed = panel, t.ID
	}
	if st.Critical {
		o.Paths = paths
	}
	return l.Overlay(o)
}

// Paths are the critical paths of results, by variant.
type Paths [][]summary.Step

// CriticalPaths returns, for each variant, the chain of steps that decided how long it took, nil for one that failed.
func CriticalPaths(rs *scenarios.Results) Paths {
	all := make(Paths, len(rs.List))
	for i, r := range rs.List {
		if r.Err != nil {
			continue
		}
		for _, step := range r.Summary().CriticalPath(report.Moment(r, r.Total)) {
			if step.From = max(step.From, int64(r.Began)); step.From < step.To { // the services were made before
				all[i] = append(all[i], step)
			}
		}
	}
	return all
}

// Critical says of each variant which steps its time is the sum of: "310 ms = 60 ms cache user:2 sleeps + …". Only who does not
// see the picture reads that where the headline speaks of the critical path.
func Critical(rs *scenarios.Results, paths Paths, inHeadline bool) string {
	text := `<dl class="critical" aria-label="Critical path">`
	if inHeadline {
		text = `<dl class="visually-hidden" aria-label="Critical path">`
	}
	for i, r := range rs.List {
		sum := "the variant failed: no chain of steps decided its time"
		if r.Err == nil {
			sum = quantity.Duration(r.Total) + " = " + sumOf(r, paths[i])
		}
		text += "<div><dt>" + esc(r.Variant.Title) + "</dt><dd>" + esc(sum) + "</dd></div>"
	}
	return text + "</dl>"
}

// part is a term of the sum: steps of one task, or of tasks of one name, that did the same.
type part struct {
	what  string
	time  time.Duration
	steps int
}

// sumOf writes a critical path as a sum. A path of many steps has a term for each kind of step, the largest first.
func sumOf(r *scenarios.Result, path []summary.Step) string {
	const few = 5
	parts, short := partsOf(r, path, report.NameAt), 0
	if len(parts) > few {
		parts = partsOf(r, path, func(t *summary.Task, _ int64) string { return kindOf(t) })
		for i := range parts { // an instance of slices.SortFunc would take 4 kB of the page's program
			for k := i; k > 0 && parts[k].time > parts[k-1].time; k-- {
				parts[k], parts[k-1] = parts[k-1], parts[k]
			}
		}
		for len(parts) > few || len(parts) > 1 && parts[len(parts)-1].time < r.Total/100 {
			parts, short = parts[:len(parts)-1], short+1
		}
	}
	text := ""
	for i, p := range parts {
		if i > 0 {
			text += " + "
		}
		text += quantity.Duration(p.time) + " " + p.what
		if p.steps > 1 {
			text += " (" + quantity.Count(p.steps) + " steps)"
		}
	}
	if short > 0 {
		text += " + " + quantity.Count(short) + " shorter"
	}
	if text == "" {
		return "no steps"
	}
	return text
}

func partsOf(r *scenarios.Result, path []summary.Step, name func(*summary.Task, int64) string) (parts []part) {
	for i := range path {
		st := &path[i]
		did := ""
		if st.State != trace.Waiting || st.Why != trace.WhySleep {
			did = ", " + activity(r, r.Summary().Task(st.Task), &st.Span)
		}
		what, n := name(r.Summary().Task(st.Task), st.From)+did, 0
		for n < len(parts) && parts[n].what != what {
			n++
		}
		if n == len(parts) {
			parts = append(parts, part{what: what})
		}
		parts[n].time += time.Duration(st.Len())
		parts[n].steps++
	}
	return parts
}

// kindOf returns what tasks have in common that do the same for different clients: the service, or the name without its
// number, in the plural.
func kindOf(t *summary.Task) string {
	if t.Group != "" {
		return t.Group
	}
	n := len(t.Name)
	for n > 0 && (t.Name[n-1] >= '0' && t.Name[n-1] <= '9' || t.Name[n-1] == ' ') {
		n--
	}
	switch n {
	case 0:
		return "tasks"
	case len(t.Name):
		return t.Name
	}
	return t.Name[:n] + "s"
}
