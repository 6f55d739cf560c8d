package chart

import (
	"strings"
	"time"
)

// Sentence returns what the panels show, in a sentence or two: how the last that can be compared compares with the
// first, and why. It is the picture's name for those who do not see it.
func Sentence(panels []Panel) string {
	switch len(panels) {
	case 0:
		return "Nothing has run."
	case 1:
		return alone(&panels[0]) + handed(panels)
	}
	first, last := compared(panels)
	if first == last {
		return each(panels, nil, nil)[1:] + handed(panels)
	}
	return compare(first, last) + each(panels, first, last) + handed(panels)
}

// compared returns the first and the last of the panels that can be compared, the same when there are no two.
func compared(panels []Panel) (first, last *Panel) {
	for i := range panels {
		p := &panels[i]
		if p.Incomparable {
			continue
		}
		if first == nil {
			first = p
		}
		last = p
	}
	return first, last
}

// timesAsFast returns how many times as fast a panel was as the first that can be compared, 0 when nothing can be said.
func (p *Panel) timesAsFast(first *Panel) float64 {
	if first == nil || p.Incomparable || p.Failed != "" || first.Failed != "" || p.Total <= 0 || first.Total <= 0 {
		return 0
	}
	return float64(first.Total) / float64(p.Total)
}

// each says how long the panels took, a sentence for each but those of a pair.
func each(panels []Panel, first, last *Panel) (s string) {
	for i := range panels {
		if p := &panels[i]; p != first && p != last {
			s += " " + alone(p)
		}
	}
	return s
}

// alone says how long one panel took, as a sentence.
func alone(p *Panel) string {
	if p.Failed != "" {
		return failure(p) + "."
	}
	return name(p) + " took " + Duration(p.Total) + "."
}

func failure(p *Panel) string {
	return name(p) + " failed after " + Duration(p.Total) + " (" + strings.TrimRight(clean(p.Failed), ". ") + ")"
}

// name returns the panel's title as it stands in a sentence: in quotation marks when it is several words.
func name(p *Panel) string {
	t := clean(p.Title)
	if strings.ContainsAny(t, " ,;:") {
		return "“" + t + "”"
	}
	return t
}

func compare(first, last *Panel) string {
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

func slower(first, last *Panel) string {
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

func factor(a, b time.Duration) string { return digits(float64(a) / float64(b)) }

// because gives the reason only when the waits bear it out, by half as many again: work can also be faster because
// there was less of it, or because the last variant cancelled it.
func because(first, last *Panel) string {
	one, many := figuresOf(first), figuresOf(last)
	switch {
	case many.waits <= 1 || 2*many.waits < 3*one.waits:
		if n := runningOf(last); n > runningOf(first) {
			return ", because up to " + words(n) + " tasks ran at the same time"
		}
		return ""
	case one.waits > 1:
		return ", because up to " + words(many.waits) + " waits overlapped instead of " + words(one.waits)
	}
	return ", because up to " + words(many.waits) + " waits overlapped"
}

// words returns a small number as a word.
func words(n int) string {
	small := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if n < len(small) {
		return small[n]
	}
	return Count(n)
}
