package scene

import (
	"slices"
	"strings"
	"time"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// A look has several meanings: one thin line waits for a reply, another for a task. The legend names those that occur
// in the scene, which saves a look for each meaning.

// Entry is a look or a sign and its meaning in a legend.
type Entry struct {
	Look Look
	Sign Sign  // drawn instead of the look when it is not 0
	Kind uint8 // of marks
	Text string
}

// Sign is what is drawn at an instant of a task's life.
type Sign uint8

const (
	FailedSign    Sign = iota + 1 // at the end of a task that failed
	CancelledSign                 // at the end of a task that was cancelled
	LeftSign                      // at the end of a run, where a task would have gone on
	CaughtSign                    // where a task caught its cancellation and went on
	NotedSign                     // a mark that the program made
	WaitedSign                    // where the variant ended although tasks go on
	NoTimeSign                    // a task that took no time
	ChangedSign                   // where settings of the run changed
	signs
)

var signWords = [signs]string{FailedSign: "failed", CancelledSign: "cancelled", LeftSign: "cut off by the program's end", CaughtSign: "caught a cancellation", NotedSign: "noted by the program",
	WaitedSign: "the caller waits no longer", NoTimeSign: "took no time", ChangedSign: "settings change"}

// lookTime is the time that an item has a look while it waits for one kind of thing.
type lookTime struct {
	look Look
	why  trace.Why
	noun string // of a wait for a core or the interpreter lock, which are of one kind
	time time.Duration
	bar  *Bar // one of them
}

// lookTimes adds up an item's bars by look and kind of wait, in a list that it reuses.
func (s *Strip) lookTimes(it *Item, all []lookTime) []lookTime {
	for i := range it.Bars {
		b, n, what := &it.Bars[i], 0, ""
		if b.Why == trace.WhyCPU {
			what = s.noun(it, b)
		}
		for n < len(all) && (all[n].look != b.Look || all[n].why != b.Why || all[n].noun != what) {
			n++
		}
		if n == len(all) {
			all = append(all, lookTime{look: b.Look, why: b.Why, noun: what, bar: b})
		}
		all[n].time += b.To - b.From
	}
	return all
}

// makeLegend finds out which looks occur in any strip, and makes legend entries for those that are seen and for the kinds of marks.
func (s *Scene) makeLegend() {
	var long [Looks]bool
	var done [Looks][]string // what is done in bars of each look
	var kinds markKinds
	var buffer []lookTime
	for i := range s.Strips {
		p := &s.Strips[i]
		for n := range p.Rows {
			for k := range p.Rows[n].Items {
				it := &p.Rows[n].Items[k]
				var sums [Looks]time.Duration
				buffer = p.lookTimes(it, buffer[:0])
				for _, u := range buffer {
					sums[u.look] += u.time
					s.Drawn[u.look] = true
					if u.time > 2*p.MinVisible {
						if what := p.Doing(it, u.bar); !slices.Contains(done[u.look], what) {
							done[u.look] = append(done[u.look], what)
						}
					}
				}
				for look, sum := range sums {
					long[look] = long[look] || sum > 2*p.MinVisible
				}
				kinds.note(it)
			}
		}
	}
	for look := range Looks {
		if long[look] {
			s.Legend = append(s.Legend, Entry{Look: look, Text: legendText(look, done[look])})
		}
	}
	s.explainMarks(kinds)
}

// LegendOf returns the legend of a picture that shows samples of the strips: a task that is only counted in a density has no signs.
func (s *Scene) LegendOf(shown []Sample) []Entry {
	var signed [signs]bool
	var noted [MarkKinds]bool
	for i := range shown {
		signed[WaitedSign] = signed[WaitedSign] || s.Strips[i].RunsOn() > 0
		signed[ChangedSign] = signed[ChangedSign] || len(s.Strips[i].Changed) > 0
		for n := range shown[i].Rows {
			for k := range shown[i].Rows[n].Items {
				it := &shown[i].Rows[n].Items[k]
				it.sign(&signed)
				for m := range it.Marks {
					noted[it.Marks[m].Kind] = noted[it.Marks[m].Kind] || !it.Covered(m)
				}
			}
		}
	}
	all := slices.Clone(s.Legend)
	for sign, text := range signWords {
		if sign == int(NotedSign) {
			for _, e := range s.noted {
				if noted[e.Kind] {
					all = append(all, e)
				}
			}
		} else if signed[sign] {
			all = append(all, Entry{Sign: Sign(sign), Text: text})
		}
	}
	return all
}

// sign notes which signs an item has, besides marks.
func (it *Item) sign(signed *[signs]bool) {
	signed[CaughtSign] = signed[CaughtSign] || len(it.Caught) > 0
	if t := it.Task; t != nil {
		signed[NoTimeSign] = signed[NoTimeSign] || len(it.Bars) == 0
		signed[FailedSign] = signed[FailedSign] || t.Outcome == summary.Failed
		signed[LeftSign] = signed[LeftSign] || t.Left()
		signed[CancelledSign] = signed[CancelledSign] || t.Outcome == summary.Cancelled && !t.Daemon && !t.Left()
	}
}

// legendText describes a look by all that is done in its bars: "answering, waiting for a lock or a permit".
func legendText(k Look, all []string) string {
	const waiting = "waiting for "
	var things, others []string
	for _, what := range all {
		if thing, ok := strings.CutPrefix(what, waiting); ok {
			things = append(things, thing)
		} else {
			others = append(others, what)
		}
	}
	if n := len(things); n > 1 {
		things = []string{strings.Join(things[:n-1], ", ") + " or " + things[n-1]}
	}
	if len(things) > 0 {
		others = append(others, waiting+things[0])
	}
	const fewStates = 2
	if len(others) == 0 || k >= InPlain && len(others) > fewStates {
		return lookWords[k]
	}
	return strings.Join(others, ", ")
}
