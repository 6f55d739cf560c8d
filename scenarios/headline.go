package scenarios

import (
	"strconv"
	"strings"
	"time"
)

// Headline is what a reader should take away from results, in a line.
type Headline struct {
	Text  string // "9 of 10 updates lost", MaxText characters at most
	About string // which variants Text speaks of, and what it costs: MaxAbout characters at most
	Tone  Tone
	Wrong []string // names of the variants whose result is not what it should be
}

// Bounds on a headline, in characters.
const (
	MaxText  = 60
	MaxAbout = 120
)

// Tone says whether a headline is good news.
type Tone uint8

const (
	Plain Tone = iota
	Good
	Bad
	tones
)

// String returns the tone's name as JSON and the page's classes spell it.
func (t Tone) String() string { return [tones]string{Plain: "plain", Good: "good", Bad: "bad"}[t] }

// Headline has of say what the results come to where speed is not the point. Results may lack variants, or have some that
// failed: of returns the zero Headline of what it has no words for, and package report compares times instead.
func (d *Declaration) Headline(of func(*Results) Headline) { d.headline = of }

// Headline returns what the scenario says itself of the results, the zero Headline where it says nothing.
func (rs *Results) Headline() Headline {
	if rs.headline == nil {
		return Headline{}
	}
	return rs.headline(rs)
}

// Ran returns the result of the variant of that name, nil when it was not run: the reader can hide variants.
func (rs *Results) Ran(name string) *Result {
	for _, r := range rs.List {
		if r.Variant.Name == name {
			return r
		}
	}
	return nil
}

// Well returns the results of the variants of those names, nil unless all of them ran and none failed.
func (rs *Results) Well(names ...string) []*Result {
	list := make([]*Result, len(names))
	for i, name := range names {
		if list[i] = rs.Ran(name); list[i] == nil || list[i].Err != nil {
			return nil
		}
	}
	return list
}

// Count returns the number that stands in what the variant returned before a word: 1006 for " failed" in "2 ok, 1,006 failed",
// −1 where there is none.
func (r *Result) Count(before string) int {
	end := strings.Index(r.Value, before)
	if end < 0 {
		return -1
	}
	begin := end
	for begin > 0 && strings.IndexByte("0123456789,", r.Value[begin-1]) >= 0 {
		begin--
	}
	return number(strings.ReplaceAll(r.Value[begin:end], ",", ""))
}

// Logged returns the number in the last line of the log that begins with prefix, right after it, −1 where there is none.
func (r *Result) Logged(prefix string) int {
	n := -1
	for _, l := range r.Summary().Logs {
		if rest, ok := strings.CutPrefix(l.Text, prefix); ok {
			digits, _, _ := strings.Cut(rest, " ")
			n = number(strings.ReplaceAll(digits, ",", ""))
		}
	}
	return n
}

// LoggedAt returns when the first line that contains text was logged, counted from the variant's start, −1 where none was.
func (r *Result) LoggedAt(text string) time.Duration {
	for _, l := range r.Summary().Logs {
		if strings.Contains(l.Text, text) {
			return time.Duration(l.At) - r.Began
		}
	}
	return -1
}

func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return -1
	}
	return n
}

// Marked returns when the marks that begin with prefix were set, in that order, counted from the variant's start.
func (r *Result) Marked(prefix string) (at []time.Duration) {
	for _, m := range r.Summary().Marks {
		if strings.HasPrefix(m.Text, prefix) {
			at = append(at, time.Duration(m.At)-r.Began)
		}
	}
	return at
}

// Peak returns the most that the gauge of that name said, 0 when there is none.
func (r *Result) Peak(gauge string) (most int64) {
	for _, g := range r.Summary().Gauges {
		if g.Name == gauge {
			most = max(most, g.Value)
		}
	}
	return most
}
