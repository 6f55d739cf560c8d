package chart

import (
	"slices"
	"strings"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// What a look stands for depends on the chart: one thin line waits for a reply, another for a task. A legend says
// what occurs, so that there need not be a look for each.

// reason is what a task waits for, as far as a legend tells it apart.
type reason struct {
	why  trace.Why
	text trace.Text // of the core or the interpreter lock; other kinds say it alone
}

// nouns are what is waited for, in words.
var nouns = [...]string{
	trace.WhyTask: "another task", trace.WhyRead: "a reply", trace.WhyWrite: "a reply", trace.WhyConnect: "a reply",
	trace.WhyAccept: "a client", trace.WhyLock: "a lock", trace.WhyEvent: "an event", trace.WhyQueue: "a queue",
	trace.WhyExecutor: "a thread or process", trace.WhyCPU: "a core", trace.WhySemaphore: "a permit", trace.WhyLimiter: "a token",
	trace.WhyCondition: "a condition", trace.WhyBarrier: "a barrier", trace.WhyFuture: "a future", trace.WhyGather: "another task",
	trace.WhyWait: "another task", trace.WhyNursery: "another task",
}

// reasonOf returns why a task waits, the zero value when it does not or only lets time pass.
func reasonOf(s *summary.Span) reason {
	switch {
	case s.State != trace.Waiting || s.Why == trace.WhySleep:
		return reason{}
	case s.Why == trace.WhyCPU:
		return reason{s.Why, s.Text}
	}
	return reason{why: s.Why}
}

// noun returns the reason in words, "" for the zero value.
func (r reason) noun(s *summary.Summary) string {
	switch text := s.Trace.String(r.text); {
	case text != "":
		return clean(text) // "a core" or "the GIL"
	case int(r.why) >= len(nouns):
		return ""
	}
	return nouns[r.why]
}

// doing returns what a task does in a span, as tables say it.
func doing(s *summary.Span, sum *summary.Summary) string {
	if noun := reasonOf(s).noun(sum); noun != "" {
		return "waiting for " + noun
	}
	return lookWords[lookOf(s)]
}

// spent is how long a task did something.
type spent struct {
	look   look
	reason reason
	time   int64
}

// occurring finds out which looks are drawn in any panel, which of them long enough to be explained, and what for.
func (l *Layout) occurring() {
	for i := range l.panels {
		p := &l.panels[i]
		for _, r := range p.all.rows {
			for _, it := range r.items {
				l.occur(it, p)
			}
		}
	}
}

func (l *Layout) occur(it item, p *placed) {
	var sums [looks]int64
	for _, u := range it.spent() {
		sums[u.look] += u.time
		l.drawn[u.look] = true
		if u.time > 2*p.frame.least {
			l.legend[u.look] = true
			l.means(u, p)
		}
	}
	for k, n := range sums {
		l.legend[k] = l.legend[k] || n > 2*p.frame.least
	}
}

// spent adds up what an item shows.
func (it item) spent() (all []spent) {
	for i := range it.task.Spans {
		s := &it.task.Spans[i]
		from, to := it.clip(s)
		if from >= to {
			continue
		}
		k, why, n := lookOf(s), reasonOf(s), 0
		for n < len(all) && (all[n].look != k || all[n].reason != why) {
			n++
		}
		if n == len(all) {
			all = append(all, spent{look: k, reason: why})
		}
		all[n].time += to - from
	}
	return all
}

// means adds what a look stands for to the legend.
func (l *Layout) means(u spent, p *placed) {
	if slices.Contains(p.reasons, u.reason) {
		return
	}
	p.reasons = append(p.reasons, u.reason)
	if noun := u.reason.noun(p.Summary); noun != "" && !slices.Contains(l.nouns[u.look], noun) {
		l.nouns[u.look] = append(l.nouns[u.look], noun)
	}
}

// words returns what the legend says about a look.
func (l *Layout) words(k look) string {
	switch all := l.nouns[k]; len(all) {
	case 0:
		return lookWords[k]
	case 1:
		return "waiting for " + all[0]
	default:
		last := len(all) - 1
		return "waiting for " + strings.Join(all[:last], ", ") + " or " + all[last]
	}
}
