package view

import (
	"time"

	"overlap/quantity"
	"overlap/scenarios"
)

// Past returns what stands above the controls: what changes during the run, and while the playhead stands within it, a button after
// which what the reader changes counts from there on. It is "" where nothing changes and nothing can.
func Past(st State, rs *scenarios.Results, at time.Duration) string {
	live, changes, html := labels(st.Instance), st.Instance.Changes(), ""
	for i, c := range changes {
		about := "counts what you change now: " + live
		if i < len(changes)-1 {
			about = "nothing changes"
		}
		if len(c.Params) > 0 {
			about = changed(c)
		}
		html += "<p><strong>From " + esc(quantity.Duration(c.At)) + " on</strong> <span>" + esc(about) + "</span></p>"
	}
	if html != "" {
		html += "<p><span>grey settings are read at the start</span></p>"
	}
	if live != "" && 0 < at && at < Longest(rs) && !st.Instance.ChangesAt(at) {
		html += "<p>" + button("continue", "Continue from here", "") + " <span>what you change then counts from " + esc(quantity.Duration(at)) + " on</span></p>"
	}
	if len(changes) > 0 {
		html += button("anew", "From the start", ` title="Have these settings count from the start of the run"`)
	}
	return html
}

// labels lists what can change during a run.
func labels(in *scenarios.Instance) (list string) {
	for _, p := range in.Live() {
		list = join(list, p.Label)
	}
	return list
}

func changed(c scenarios.Change) (list string) {
	for _, p := range c.Params {
		list = join(list, p.Label+" "+p.From.Text()+" → "+p.To.Text())
	}
	return list
}

func join(list, item string) string {
	if list != "" {
		list += ", "
	}
	return list + item
}

// changeTimes says when settings change during the run, "" where they do not.
func (st State) changeTimes() (list string) {
	for _, c := range st.Instance.Changes() {
		list = join(list, "from "+quantity.Duration(c.At)+" on")
	}
	return list
}
