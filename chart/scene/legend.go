package scene

import (
	"slices"
	"strings"
	"time"

	"overlap/engine/trace"
)

// A look has several meanings: one thin line waits for a reply, another for a task. The legend names those that occur
// in the scene, which saves a look for each meaning.

// Entry is a look and its meaning in a legend.
type Entry struct {
	Look Look
	Text string
}

// lookWords describe looks in legends and tables where nothing is known about what is waited for.
var lookWords = [Looks]string{
	Thin: "waiting for a reply", Waiting: "waiting", Held: "waiting for its turn",
	Endless: "waiting for ever",
	Ready:   "ready, not its turn", Running: "running", Owned: "holding the lock",
}

// nouns name the kinds of things that are waited for.
var nouns = [...]string{
	trace.WhyTask: "another task", trace.WhyRead: "a reply", trace.WhyWrite: "a reply", trace.WhyConnect: "a reply",
	trace.WhyAccept: "a client", trace.WhyLock: "a lock", trace.WhyEvent: "an event", trace.WhyQueue: "a queue",
	trace.WhyExecutor: "a thread or process", trace.WhyCPU: "a core", trace.WhySemaphore: "a permit", trace.WhyLimiter: "a token",
	trace.WhyCondition: "a condition", trace.WhyBarrier: "a barrier", trace.WhyFuture: "a future", trace.WhyGather: "another task",
	trace.WhyWait: "another task", trace.WhyNursery: "another task",
}

// nounOf names what waits of a kind are for, "" for 0.
func nounOf(w trace.Why) string {
	if int(w) >= len(nouns) {
		return ""
	}
	return nouns[w]
}

// noun names what a task waits for in a bar, "" when the task runs, is ready or sleeps. Waits of the kind WhyCPU have the
// name in the trace: "a core" or "the GIL".
func (s *Strip) noun(it *Item, b *Bar) string {
	if b.Why == trace.WhyCPU {
		if text := s.Summary.Trace.String(it.Task.Spans[b.Ref].Text); text != "" {
			return text
		}
	}
	return nounOf(b.Why)
}

// Doing returns what an item does in a bar, as tables say it.
func (s *Strip) Doing(it *Item, b *Bar) string {
	if what := s.noun(it, b); what != "" {
		return "waiting for " + what
	}
	return lookWords[b.Look]
}

// lookTime is the time that an item has a look while it waits for one kind of thing.
type lookTime struct {
	look Look
	why  trace.Why
	noun string // of a wait for a core or the interpreter lock, which are of one kind
	time time.Duration
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
			all = append(all, lookTime{look: b.Look, why: b.Why, noun: what})
		}
		all[n].time += b.To - b.From
	}
	return all
}

// makeLegend finds out which looks occur in any strip, and makes legend entries for those long enough to be seen.
func (s *Scene) makeLegend() {
	var long [Looks]bool
	var list [Looks][]string // what is waited for in bars of each look
	var buffer []lookTime
	for i := range s.Strips {
		p := &s.Strips[i]
		for n := range p.Rows {
			for k := range p.Rows[n].Items {
				var sums [Looks]time.Duration
				buffer = p.lookTimes(&p.Rows[n].Items[k], buffer[:0])
				for _, u := range buffer {
					sums[u.look] += u.time
					s.Drawn[u.look] = true
					if u.time > 2*p.MinVisible {
						list[u.look] = u.addNoun(list[u.look])
					}
				}
				for look, sum := range sums {
					long[look] = long[look] || sum > 2*p.MinVisible
				}
			}
		}
	}
	for look := range Looks {
		if long[look] {
			s.Legend = append(s.Legend, Entry{look, legendText(look, list[look])})
		}
	}
}

// addNoun adds the name of what is waited for to a list, unless it is there already.
func (u *lookTime) addNoun(list []string) []string {
	what := u.noun
	if what == "" {
		what = nounOf(u.why)
	}
	if what == "" || slices.Contains(list, what) {
		return list
	}
	return append(list, what)
}

// legendText describes a look by all that is waited for.
func legendText(k Look, all []string) string {
	switch len(all) {
	case 0:
		return lookWords[k]
	case 1:
		return "waiting for " + all[0]
	}
	last := len(all) - 1
	return "waiting for " + strings.Join(all[:last], ", ") + " or " + all[last]
}
