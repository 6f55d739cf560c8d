package view

import (
	"time"

	"overlap/chart/scene"
	"overlap/chart/svg"
	"overlap/chart/words"
	"overlap/engine/trace"
	"overlap/report"
	"overlap/scenarios"
)

// Sequences keeps the sequence that was shown last: reading a long run takes longer than a frame.
type Sequences struct {
	of     *scenarios.Result
	lines  int
	follow trace.TaskID
	all    *scene.Sequence
}

// pageOfArrows is how many arrows a picture shows at once: about as many as a panel has room for.
const pageOfArrows = 24

// Sequence returns the inside of the picture of who does what to whom in a variant: around an instant, in the stretch that the
// chart shows, and by the followed task alone if the variant has it. The picture is drawn for a width in CSS pixels.
func (q *Sequences) Sequence(rs *scenarios.Results, st State, at time.Duration, width int) string {
	name := CodeVariant(rs, at, st.Variant)
	panel := 0
	for i, r := range rs.List {
		if r.Variant.Name == name {
			panel = i
		}
	}
	r := rs.List[panel]
	now, note := Sequences{of: r, lines: svg.SequenceLines(width)}, ""
	if t := r.Summary().Task(st.Follow.Task); t != nil && st.Follow.Variant == name {
		now.follow = t.ID
		note = `<p class="hint">Only what ` + esc(t.Name) + " does, and what is done to it. " + button("unfollow", "Show all", ` class="link"`) + "</p>"
	}
	if now.all = q.all; now != *q {
		now.all = report.Panels(rs)[panel].Sequence(now.lines, now.follow)
		*q = now
	}
	w := scene.Window{From: st.Picture.From, To: st.Picture.To, At: at, Arrows: pageOfArrows, Lines: now.lines}
	e := q.all.Excerpt(w)
	if len(e.Shown) == 0 {
		return note + `<p class="empty">` + esc(words.SequenceSentence(&e)) + "</p>"
	}
	rest := words.SequenceRest(&e)
	if rest != "" {
		rest = `<p class="hint">` + esc(rest) + " Move the playhead, zoom, or follow a task to see them.</p>"
	}
	return note + svg.Sequence(&e, at, svg.Options{Width: width, Prefix: "arrows"}) + rest +
		"<details><summary>As a table</summary>" + words.SequenceTable(&e) + "</details>"
}

// SequencePanel returns the inside of the panel: the choice of a variant, and the place of its sequence, which the program draws.
func SequencePanel(rs *scenarios.Results) string {
	return variantChoice(rs, "sequence", "Who does what in") + `<div id="sequence"></div>`
}
