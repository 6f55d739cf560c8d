package words

import (
	"strings"
	"time"

	"overlap/chart/scene"
)

// Sentence returns what the panels show, in a sentence or two: how the last that can be compared compares with the
// first, and why. It is the picture's name for those who do not see it.
func Sentence(s *scene.Scene) string {
	panels := s.Panels
	switch len(panels) {
	case 0:
		return "Nothing has run."
	case 1:
		return alone(&panels[0]) + passed(s)
	}
	first, last := compared(panels)
	if last == nil {
		return each(panels, nil, nil)[1:] + passed(s)
	}
	return compare(first, last) + each(panels, first, last) + passed(s)
}

// compared returns the panels that a sentence compares, nil for what there is not.
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

// each says how long the panels took, a sentence for each but those of a pair.
func each(panels []scene.Panel, first, last *scene.Panel) (s string) {
	for i := range panels {
		if p := &panels[i]; p != first && p != last {
			s += " " + alone(p)
		}
	}
	return s
}

// alone says how long one panel took, as a sentence.
func alone(p *scene.Panel) string {
	if p.Failed != "" {
		return failure(p) + "."
	}
	return name(p) + " took " + Duration(p.Total) + "."
}

func failure(p *scene.Panel) string {
	return name(p) + " failed after " + Duration(p.Total) + " (" + strings.TrimRight(Clean(p.Failed), ". ") + ")"
}

// name returns the panel's title as it stands in a sentence: in quotation marks when it is several words.
func name(p *scene.Panel) string {
	t := Clean(p.Title)
	if strings.ContainsAny(t, " ,;:") {
		return "“" + t + "”"
	}
	return t
}

func compare(first, last *scene.Panel) string {
	switch {
	case last.Failed != "" && first.Failed != "":
		return alone(first) + " " + alone(last)
	case last.Failed != "":
		return failure(last) + "; " + name(first) + " took " + Duration(first.Total) + "."
	case first.Failed != "":
		return name(last) + " finished in " + Duration(last.Total) + "; " + failure(first) + "."
	case alike(first.Total, last.Total):
		return name(first) + " and " + name(last) + " both took " + Duration(last.Total) + ": neither is faster."
	case last.Total == 0:
		return name(last) + " took no time at all, " + name(first) + " " + Duration(first.Total) + "."
	case last.Total > first.Total:
		return slower(first, last)
	}
	return name(last) + " finished in " + Duration(last.Total) + ", " + factor(first.Total, last.Total) + " times as fast as " +
		name(first) + " (" + Duration(first.Total) + ")" + because(first, last) + "."
}

func slower(first, last *scene.Panel) string {
	s := name(last) + " took " + Duration(last.Total)
	if first.Total == 0 {
		return s + ", " + name(first) + " no time at all."
	}
	return s + ", " + factor(last.Total, first.Total) + " times as long as " + name(first) + " (" + Duration(first.Total) + ")."
}

// alike reports whether a factor of the two would be written as 1.
func alike(a, b time.Duration) bool {
	return a == b || b > 0 && a > 0 && factor(max(a, b), min(a, b)) == "1"
}

func factor(a, b time.Duration) string { return Digits(float64(a) / float64(b)) }

// because gives the reason only when the waits bear it out, by half as many again: work can also be faster because
// there was less of it, or because the last variant cancelled it.
func because(first, last *scene.Panel) string {
	one, many := first.Figures(), last.Figures()
	switch {
	case many.Waits <= 1 || 2*many.Waits < 3*one.Waits:
		if n := last.RanAtOnce(); n > first.RanAtOnce() {
			return ", because up to " + spelled(n) + " tasks ran at the same time"
		}
		return ""
	case one.Waits > 1:
		return ", because up to " + spelled(many.Waits) + " waits overlapped instead of " + spelled(one.Waits)
	}
	return ", because up to " + spelled(many.Waits) + " waits overlapped"
}

// spelled returns a small number as a word.
func spelled(n int) string {
	small := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if n < len(small) {
		return small[n]
	}
	return Count(n)
}

// hands says how often a resource went from one holder to another.
func hands(l *scene.Lane) string {
	switch l.Passed {
	case 0:
		return "never changed hands"
	case 1:
		return "changed hands once"
	}
	return "changed hands " + spelled(l.Passed) + " times"
}

// passed says how often the panels' locks changed hands, as sentences, "" when there are none.
func passed(s *scene.Scene) (text string) {
	for i := range s.Strips {
		for _, l := range s.Strips[i].Lanes() {
			text += " In " + name(&s.Panels[i]) + " the " + Clean(l.Name) + " " + hands(l) + "."
		}
	}
	return text
}

// TotalText says how long a panel took, and how it ended when it did not end well.
func TotalText(p *scene.Panel) string {
	if len(p.Stuck) > 0 {
		return "deadlock after " + Duration(p.Total)
	}
	if p.Failed != "" {
		return "failed after " + Duration(p.Total)
	}
	return Duration(p.Total)
}

// UpTo says how much there was of a gauge at most.
func UpTo(g *scene.Gauge) string { return "up to " + Count(int(g.Peak)) }

// AtOnce says how many tasks there were at once where rows are a sample.
func AtOnce(s *scene.Sample) string { return Count(s.Peak) + " at once" }

// ShownText says how many of a strip's tasks are shown where rows are a sample.
func ShownText(s *scene.Strip, shown *scene.Sample) string {
	return Count(shown.Tasks) + " of " + Count(s.Tasks) + " tasks shown"
}
