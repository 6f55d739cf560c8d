package view

import (
	"strconv"
	"strings"
	"time"

	"overlap/chart/svg"
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/quantity"
	"overlap/report"
	"overlap/scenarios"
)

// TaskRef names a task of a run, as an address does: "concurrent.5" is the fifth task that the variant made. The zero TaskRef
// is none.
type TaskRef struct {
	Variant string
	Task    trace.TaskID
}

// ParseTaskRef reads what String wrote; ok is false when text is no such name.
func ParseTaskRef(text string) (ref TaskRef, ok bool) {
	i := strings.LastIndexByte(text, '.')
	if i <= 0 {
		return TaskRef{}, false
	}
	n, err := strconv.ParseInt(text[i+1:], 10, 32)
	return TaskRef{text[:i], trace.TaskID(n)}, err == nil && n > 0
}

// String returns the name, "" for none.
func (ref TaskRef) String() string {
	if ref.Task == 0 {
		return ""
	}
	return ref.Variant + "." + strconv.Itoa(int(ref.Task))
}

// Find returns the panel and the task, nil when the results have no such task.
func (ref TaskRef) Find(rs *scenarios.Results) (panel int, t *summary.Task) {
	for i, r := range rs.List {
		if r.Variant.Name == ref.Variant {
			return i, r.Summary().Task(ref.Task)
		}
	}
	return -1, nil
}

// RefOf returns the name of a task in a panel.
func RefOf(rs *scenarios.Results, panel int, id trace.TaskID) TaskRef {
	return TaskRef{rs.List[panel].Variant.Name, id}
}

// Followed returns the inside of the panel about the task that the reader follows: its life, what it waited for and who
// woke it, its connections, and the ways to the tasks before and after it in the picture.
func Followed(rs *scenarios.Results, l *svg.Layout, ref TaskRef) string {
	panel, t := ref.Find(rs)
	if t == nil {
		return followedHead("No such task", "") + "<p>This run has no task " + esc(ref.String()) + ".</p>"
	}
	r := rs.List[panel]
	in := r.Variant.Title
	if t.Group != "" {
		in += ", " + t.Group
	}
	return followedHead(t.Name, in) + "<p>" + esc(life(r, t)) + "</p>" + waitList(rs, panel, t) + connections(r, t) + neighbours(rs, l, panel, t)
}

func followedHead(name, in string) string {
	return `<div class="followed-head"><div><h3>` + esc(name) + `</h3><p class="hint">` + esc(in) + "</p></div>" +
		button("unfollow", "×", ` class="quiet" aria-label="Follow no task" aria-keyshortcuts="Escape"`) + "</div>"
}

// life says when a task was made, how it ended and how long that took.
func life(r *scenarios.Result, t *summary.Task) string {
	made := quantity.Duration(max(report.Since(r, t.MadeAt), 0)) // services and clients stand ready before the program's time begins
	if t.EndedAt == summary.Never {
		return "Made at " + made + ", and it did not end."
	}
	how := t.Outcome.String()
	text := "From " + made + " to " + quantity.Duration(report.Since(r, t.EndedAt)) + " (" + quantity.Duration(time.Duration(t.EndedAt-t.MadeAt)) + "), then " + how
	return text + why(": ", strings.TrimPrefix(t.Error, how+": ")) + "."
}

// waitList lists a task's waits in order, those of no time left out.
func waitList(rs *scenarios.Results, panel int, t *summary.Task) string {
	r := rs.List[panel]
	wakers, items, left := r.Summary().Wakers(), "", 0
	for n := range t.Spans {
		s := &t.Spans[n]
		if s.State != trace.Waiting || s.From == s.To && !stuck(r, t, n) {
			continue
		}
		if left++; left <= maxListed {
			items += "<li>" + waitItem(rs, panel, t, n, wakers.Of(t, n)) + "</li>"
		}
	}
	if left == 0 {
		return "<p>It never waited.</p>"
	}
	text := `<ol class="waits">` + items + "</ol>"
	if left > maxListed {
		text += `<p class="hint">` + more(left-maxListed) + "</p>"
	}
	return text
}

func waitItem(rs *scenarios.Results, panel int, t *summary.Task, n int, w summary.Wake) string {
	r, s := rs.List[panel], &t.Spans[n]
	at := report.Since(r, s.From)
	long := quantity.Duration(time.Duration(s.Len()))
	if stuck(r, t, n) {
		long = "for ever"
	}
	text := goTo(at, "", long) + " " + esc(activity(r, t, s))
	if label := t.LabelAt(s.From); label != "" && label != t.Name {
		text += " for " + esc(label)
	}
	if by := r.Summary().Task(w.By); by != nil {
		text += ", woken by " + followButton(RefOf(rs, panel, w.By), report.NameAt(by, w.Sent))
	}
	if r.Summary().Line(s) > 0 && r.Variant.File == "" {
		text += " " + goTo(at+time.Duration(s.Len()/2), r.Variant.Name, "in the code")
	}
	return text
}

// goTo returns a button that moves the playhead to an instant, and shows the code of a variant unless its name is "": the
// lines at which tasks are light up there.
func goTo(at time.Duration, code, label string) string {
	attrs := attr("data-at", strconv.FormatInt(int64(at), 10))
	if code != "" {
		attrs += attr("data-code", code)
	}
	return button("go", label, ` class="link"`+attrs)
}

func followButton(ref TaskRef, label string) string {
	return button("follow", label, ` class="link"`+attr("data-task", ref.String()))
}

// connections lists a task's connections, each with the end that the task had.
func connections(r *scenarios.Result, t *summary.Task) string {
	var items []string
	for i := range r.Summary().Conns {
		c := &r.Summary().Conns[i]
		what := ""
		switch t.ID {
		case c.OpenedBy:
			what = "to "
		case c.AcceptedBy:
			what = "accepted at "
		default:
			continue
		}
		text := what + c.Address + ", from " + quantity.Duration(report.Since(r, c.OpenedAt))
		if c.ClosedAt != summary.Never {
			text += " to " + quantity.Duration(report.Since(r, c.ClosedAt))
		}
		items = append(items, esc(text))
	}
	if len(items) == 0 {
		return ""
	}
	shown := items[:min(len(items), maxListed)]
	return "<h4>" + plural(len(items), "connection") + "</h4><ul><li>" + strings.Join(shown, "</li><li>") + "</li></ul>"
}

// neighbours returns the ways to the tasks before and after in the picture.
func neighbours(rs *scenarios.Results, l *svg.Layout, panel int, t *summary.Task) string {
	text := ""
	if p, id, ok := l.Neighbour(panel, t.ID, false); ok {
		text += followButton(RefOf(rs, p, id), "‹ "+rs.List[p].Summary().Task(id).Name)
	}
	if p, id, ok := l.Neighbour(panel, t.ID, true); ok {
		text += followButton(RefOf(rs, p, id), rs.List[p].Summary().Task(id).Name+" ›")
	}
	return `<p class="actions">` + text + "</p>"
}
