package echo

import (
	"time"

	"overlap/engine/trace"
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says what a full backlog costs, or what a thread costs more than a task.
func (e *echo) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("threads", "loop")
	if r == nil {
		return scenarios.Headline{}
	}
	threads, loop := r[0].Total, r[1].Total
	about := "A thread per client " + quantity.Duration(threads) + " · Event loop " + quantity.Duration(loop)
	one := max(threads, loop) // of a variant that is not shown nothing is said
	if single := rs.Well("single"); single != nil {
		r, one = append(r, single[0]), single[0].Total
		about = "One client at a time " + quantity.Duration(one) + " · " + about
	}
	drops, ofThreads := 0, len(r[0].Marked(trace.SYNDropped))
	byDrops := 2*time.Duration(ofThreads)*time.Second >= threads-loop // most of the difference is one second or more for each
	for _, x := range r {
		drops = max(drops, len(x.Marked(trace.SYNDropped)))
	}
	switch {
	case ofThreads > 0 && byDrops && threads > 2*loop:
		return scenarios.Headline{Text: "Threads " + quantity.Duration(threads) + ", event loop " + quantity.Duration(loop),
			About: "A full backlog: " + quantity.Plural(ofThreads, "connection request") + " dropped, each tried again after a second or more", Tone: scenarios.Bad}
	case drops > 0 && threads <= 2*loop:
		return scenarios.Headline{Text: quantity.Plural(drops, "connection request") + " dropped", About: about, Tone: scenarios.Bad}
	case len(r) == 3 && e.silent > 0 && e.silent+1 < e.clients && e.handshake == 0:
		return scenarios.Headline{Text: "With one thread " + quantity.Plural(e.clients-1-e.silent, "client") + " wait for a silent one", About: "In all: " + about, Tone: scenarios.Bad}
	case 6*one < 5*threads && loop > 0:
		return scenarios.Headline{Text: "A thread each is slower than one for all", About: about}
	case min(threads, loop) <= 0 || 5*max(threads, loop) < 6*min(threads, loop): // what counts is that neither serves in turn
		return scenarios.Headline{}
	case loop < threads:
		return scenarios.Headline{Text: "Event loop " + quantity.Factor(threads, loop) + " as fast as threads", About: about, Tone: scenarios.Good}
	}
	return scenarios.Headline{Text: "Threads " + quantity.Factor(loop, threads) + " as fast as the event loop", About: about}
}
