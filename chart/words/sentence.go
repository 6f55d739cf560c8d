// Package words says what scenes show: a sentence with the conclusion, a table for those who cannot see the picture,
// and the words that pictures have in common. Its functions are pure: the same scenes give the same text on every machine.
package words

import (
	"strings"
	"time"

	"overlap/chart/scene"
	"overlap/engine/trace/summary"
	"overlap/quantity"
)

// Sentence says in a sentence or two what the panels show: how much faster the last comparable variant is than the first,
// and why. Readers who do not see the picture get it as the picture's name.
func Sentence(s *scene.Scene) string {
	whole, _ := Sentences(s)
	return whole
}

// Sentences returns Sentence, and of it what a reader of the picture's totals does not know yet: why the last variant was
// faster, what was left behind, and who had a lock. caption is "" where that is nothing.
func Sentences(s *scene.Scene) (whole, caption string) {
	panels, locks := s.Panels, lockSentences(s)
	first, last := compared(panels)
	switch {
	case len(panels) == 0:
		return "Nothing has run.", ""
	case last == nil:
		return otherTotals(panels, nil, nil)[1:] + locks, strings.TrimPrefix(leftSentences(panels)+locks, " ")
	}
	why := reason(first, last)
	return compare(first, last, why) + otherTotals(panels, first, last) + locks,
		strings.TrimPrefix(why.sentence(last)+leftSentences(panels)+locks, " ")
}

// compared returns the first and the last panel that did the same work; last is nil when there are no two.
func compared(panels []scene.Panel) (first, last *scene.Panel) {
	for i := range panels {
		switch panels[i].Role {
		case scene.First:
			first = &panels[i]
		case scene.Last:
			last = &panels[i]
		}
	}
	return first, last
}

// otherTotals says how long each panel took, except first and last. Each sentence begins with a space.
func otherTotals(panels []scene.Panel, first, last *scene.Panel) (s string) {
	for i := range panels {
		if p := &panels[i]; p != first && p != last {
			s += " " + totalSentence(p)
		}
	}
	return s
}

// totalSentence says how long one panel took, or how it failed.
func totalSentence(p *scene.Panel) string {
	if p.Failed != "" {
		return failureClause(p) + "."
	}
	took := quoted(p) + " took " + quantity.Duration(p.Total)
	if until := p.RunsOn(); until > 0 {
		took += "; what it left went on until " + quantity.Duration(until)
	}
	return took + "."
}

// leftSentences says how long what panels left behind went on. Each sentence begins with a space.
func leftSentences(panels []scene.Panel) (s string) {
	for i := range panels {
		if p := &panels[i]; p.Failed == "" && p.RunsOn() > 0 {
			s += " What " + quoted(p) + " left went on until " + quantity.Duration(p.RunsOn()) + "."
		}
	}
	return s
}

func failureClause(p *scene.Panel) string {
	if p.Stopped {
		return quoted(p) + " was stopped after " + quantity.Duration(p.Total)
	}
	return quoted(p) + " failed after " + quantity.Duration(p.Total) + " (" + strings.TrimRight(Clean(p.Failed), ". ") + ")"
}

// quoted returns the panel's title for use in a sentence, in quotation marks if it has several words.
func quoted(p *scene.Panel) string { return quotedTitle(p.Title) }

func quotedTitle(title string) string {
	t := Clean(title)
	if strings.ContainsAny(t, " ,;:") {
		return "“" + t + "”"
	}
	return t
}

func compare(first, last *scene.Panel, why cause) string {
	switch {
	case last.Failed != "" && first.Failed != "":
		return totalSentence(first) + " " + totalSentence(last)
	case last.Failed != "":
		return failureClause(last) + "; " + quoted(first) + " took " + quantity.Duration(first.Total) + "."
	case first.Failed != "":
		return quoted(last) + " finished in " + quantity.Duration(last.Total) + "; " + failureClause(first) + "."
	case quantity.Alike(first.Total, last.Total):
		return quoted(first) + " and " + quoted(last) + " both took " + quantity.Duration(last.Total) + "."
	case last.Total == 0:
		return quoted(last) + " took no time at all, " + quoted(first) + " " + quantity.Duration(first.Total) + "."
	case last.Total > first.Total:
		return slowerSentence(first, last)
	}
	return quoted(last) + " finished in " + quantity.Duration(last.Total) + ", " + factor(first.Total, last.Total) + " times as fast as " +
		quoted(first) + " (" + quantity.Duration(first.Total) + ")" + why.clause() + "."
}

func slowerSentence(first, last *scene.Panel) string {
	s := quoted(last) + " took " + quantity.Duration(last.Total)
	if first.Total == 0 {
		return s + ", " + quoted(first) + " no time at all."
	}
	return s + ", " + factor(last.Total, first.Total) + " times as long as " + quoted(first) + " (" + quantity.Duration(first.Total) + ")."
}

func factor(a, b time.Duration) string { return quantity.Digits(float64(a) / float64(b)) }

// cause is why the last variant was faster than the first: what of it was at the same time.
type cause struct {
	most, than int    // how many at once, and how many in the first variant where that is worth a word
	of, did    string // "waits", "overlapped"; "" where there is no such cause
}

// clause returns the cause as the end of a sentence.
func (c cause) clause() string {
	if c.of == "" {
		return ""
	}
	return ", because up to " + spelled(c.most) + " " + c.of + " " + c.did + c.instead()
}

// sentence returns the cause as a sentence of its own.
func (c cause) sentence(p *scene.Panel) string {
	if c.of == "" {
		return ""
	}
	return "Up to " + spelled(c.most) + " " + c.of + " of " + quoted(p) + " " + c.did + c.instead() + "."
}

func (c cause) instead() string {
	if c.than == 0 {
		return ""
	}
	return " instead of " + spelled(c.than)
}

// reason says why the last variant was faster: its waits overlapped more, by at least half, or its tasks ran at the same
// time. Otherwise it is none: work can also be faster because there was less of it, or because the variant cancelled some.
func reason(first, last *scene.Panel) cause {
	if first.Failed != "" || last.Failed != "" || quantity.Alike(first.Total, last.Total) || last.Total > first.Total || last.Total == 0 {
		return cause{}
	}
	one, many := first.Figures(), last.Figures()
	switch {
	case many.Waits <= 1 || 2*many.Waits < 3*one.Waits:
		if n := last.RanAtOnce(); n > first.RanAtOnce() {
			return cause{most: n, of: "tasks", did: "ran at the same time"}
		}
		return cause{}
	case one.Waits > 1:
		return cause{most: many.Waits, than: one.Waits, of: "waits", did: "overlapped"}
	}
	return cause{most: many.Waits, of: "waits", did: "overlapped"}
}

// spelled writes a number up to twelve as a word.
func spelled(n int) string {
	small := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if n < len(small) {
		return small[n]
	}
	return quantity.Count(n)
}

// handovers says how often a resource went from one holder to another.
func handovers(l *scene.Lane) string {
	switch l.Passed {
	case 0:
		return "never changed hands"
	case 1:
		return "changed hands once"
	}
	return "changed hands " + spelled(l.Passed) + " times"
}

// lockSentences says how often the resources of each panel changed hands, "" when there are none.
func lockSentences(s *scene.Scene) (text string) {
	for i := range s.Strips {
		for _, l := range s.Strips[i].Lanes() {
			text += " In " + quoted(&s.Panels[i]) + " the " + Clean(l.Name) + " " + handovers(l) + "."
		}
	}
	return text
}

// TotalText says how long a panel took, and that it failed, was stopped or ended in a deadlock.
func TotalText(p *scene.Panel) string {
	if len(p.Stuck) > 0 {
		return "deadlock after " + quantity.Duration(p.Total)
	}
	if p.Stopped {
		return "stopped after " + quantity.Duration(p.Total)
	}
	if p.Failed != "" {
		return "failed after " + quantity.Duration(p.Total)
	}
	return quantity.Duration(p.Total)
}

// TotalOnAxis is TotalText with dots when the panel ended beyond its axis, or before it.
func TotalOnAxis(s *scene.Strip) string {
	text := TotalText(s.Panel)
	switch {
	case s.Has(s.Total, s.Total):
		return text
	case int64(s.Total) > s.Axis.Hi:
		return "… " + text
	}
	return text + " …"
}

// AxesText says how the axes of a scene differ from one linear axis, "" when they do not.
func AxesText(s *scene.Scene) string {
	switch {
	case s.Mode == scene.Log:
		return "logarithmic axis"
	case s.Mode == scene.Each && !s.Zoomed:
		return "axes differ"
	}
	return ""
}

// GhostText says how long a former run took, or the model.
func GhostText(g *scene.Ghost) string {
	text := "before: "
	if g.Model {
		text = "the model: "
	}
	if g.Failed {
		text += "failed after "
	}
	return text + quantity.Duration(g.Total)
}

// GaugeText says how high a gauge rose.
func GaugeText(g *scene.Gauge) string { return "up to " + quantity.Count(int(g.Peak)) }

// AtOnceText says how many tasks of a density there were at once.
func AtOnceText(d *scene.Density) string { return quantity.Count(d.Peak) + " at once" }

// DensityText says what the tasks of a density do at an instant: "41 at once: 3 run, 10 ready, 28 wait".
func DensityText(d *scene.Density, at time.Duration) string {
	run, ready, wait := d.Doing(at)
	return quantity.Count(run+ready+wait) + " at once: " + quantity.Count(run) + " run, " + quantity.Count(ready) + " ready, " + quantity.Count(wait) + " wait"
}

// SomeOf says how many of things a picture shows: "40 of 312 arrows".
func SomeOf(n, all int, thing string) string {
	return quantity.Count(n) + " of " + quantity.Plural(all, thing)
}

// ShownText says how many tasks of a strip of densities have lanes.
func ShownText(s *scene.Strip, shown *scene.Sample) string {
	return SomeOf(shown.Tasks, s.Tasks, "task") + " shown"
}

// TasksText counts a run's tasks: "2 and 11 of servers".
func TasksText(s *summary.Summary) string {
	own, serving := scene.TaskCount(s)
	if serving == 0 {
		return quantity.Count(own)
	}
	return quantity.Count(own) + " and " + quantity.Count(serving) + " of servers"
}
