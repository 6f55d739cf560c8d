package scene

import (
	"slices"
	"strings"
	"time"

	"overlap/engine/trace"
)

// What a look stands for depends on the scene: one thin line waits for a reply, another for a task. A legend says
// what occurs, so that there need not be a look for each.

// Entry is what a legend says of a look.
type Entry struct {
	Look Look
	Text string
}

// lookWords are what legends and tables say where it does not depend on what is waited for.
var lookWords = [Looks]string{
	Thin: "waiting for a reply", Waiting: "waiting", Held: "waiting for its turn",
	Endless: "waiting for ever",
	Ready:   "ready, not its turn", Running: "running", Owned: "holding the lock",
}

// nouns are what is waited for, in words.
var nouns = [...]string{
	trace.WhyTask: "another task", trace.WhyRead: "a reply", trace.WhyWrite: "a reply", trace.WhyConnect: "a reply",
	trace.WhyAccept: "a client", trace.WhyLock: "a lock", trace.WhyEvent: "an event", trace.WhyQueue: "a queue",
	trace.WhyExecutor: "a thread or process", trace.WhyCPU: "a core", trace.WhySemaphore: "a permit", trace.WhyLimiter: "a token",
	trace.WhyCondition: "a condition", trace.WhyBarrier: "a barrier", trace.WhyFuture: "a future", trace.WhyGather: "another task",
	trace.WhyWait: "another task", trace.WhyNursery: "another task",
}

// noun returns what a kind of wait is for, "" for 0.
func noun(w trace.Why) string {
	if int(w) >= len(nouns) {
		return ""
	}
	return nouns[w]
}

// noun returns what a bar waits for, "" when it does not or only lets time pass. Who waits for a core says
// whether it is one or the interpreter lock: "a core" or "the GIL".
func (s *Strip) noun(it *Item, b *Bar) string {
	if b.Why == trace.WhyCPU {
		if text := s.Summary.Trace.String(it.Task.Spans[b.Ref].Text); text != "" {
			return text
		}
	}
	return noun(b.Why)
}

// Doing returns what an item does in a bar, as tables say it.
func (s *Strip) Doing(it *Item, b *Bar) string {
	if what := s.noun(it, b); what != "" {
		return "waiting for " + what
	}
	return lookWords[b.Look]
}

// use is how long an item has a look, by what it waits for.
type use struct {
	look Look
	why  trace.Why
	noun string // of a wait for a core or the interpreter lock
	time time.Duration
}

// uses adds up what an item shows.
func (s *Strip) uses(it *Item, all []use) []use {
	for i := range it.Bars {
		b, n, what := &it.Bars[i], 0, ""
		if b.Why == trace.WhyCPU {
			what = s.noun(it, b)
		}
		for n < len(all) && (all[n].look != b.Look || all[n].why != b.Why || all[n].noun != what) {
			n++
		}
		if n == len(all) {
			all = append(all, use{look: b.Look, why: b.Why, noun: what})
		}
		all[n].time += b.To - b.From
	}
	return all
}

// explain finds out which looks are drawn in any strip, and which of them long enough to need words: those.
func (s *Scene) explain() {
	var long [Looks]bool
	var list [Looks][]string // what is waited for where these are drawn
	var buffer []use
	for i := range s.Strips {
		p := &s.Strips[i]
		for n := range p.Rows {
			for k := range p.Rows[n].Items {
				var sums [Looks]time.Duration
				buffer = p.uses(&p.Rows[n].Items[k], buffer[:0])
				for _, u := range buffer {
					sums[u.look] += u.time
					s.Drawn[u.look] = true
					if u.time > 2*p.Least {
						list[u.look] = u.addTo(list[u.look])
					}
				}
				for look, sum := range sums {
					long[look] = long[look] || sum > 2*p.Least
				}
			}
		}
	}
	for look := range Looks {
		if long[look] {
			s.Legend = append(s.Legend, Entry{look, explained(look, list[look])})
		}
	}
}

// addTo adds what is waited for to a list, once.
func (u *use) addTo(list []string) []string {
	what := u.noun
	if what == "" {
		what = noun(u.why)
	}
	if what == "" || slices.Contains(list, what) {
		return list
	}
	return append(list, what)
}

func explained(k Look, all []string) string {
	switch len(all) {
	case 0:
		return lookWords[k]
	case 1:
		return "waiting for " + all[0]
	}
	last := len(all) - 1
	return "waiting for " + strings.Join(all[:last], ", ") + " or " + all[last]
}
