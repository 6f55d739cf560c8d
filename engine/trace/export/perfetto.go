package export

import (
	"bytes"
	"slices"
	"strconv"

	"overlap/engine/trace/summary"
)

// Perfetto returns runs in the Chrome trace event format, which ui.perfetto.dev and chrome://tracing open. Each run is
// a process and each task a thread, so that variants stand below each other on one time axis. Spans are
// complete events, messages are arrows, gauges are counters; log lines, marks and failures are instants.
//
// These say less than the records do, from which package reader reads the runs back. So the file holds them as well, as JSONL
// writes them, where viewers look for nothing.
func Perfetto(h Header, runs ...Named) []byte {
	p := &perfetto{}
	p.b = append(p.b, perfettoBegin...)
	for i, run := range runs {
		p.run(i+1, run)
	}
	p.b = append(p.b, perfettoRecords...)
	lines := bytes.TrimSuffix(JSONL(h, runs...), []byte("\n"))
	p.b = append(p.b, bytes.ReplaceAll(lines, []byte("\n"), []byte(",\n"))...)
	return append(p.b, perfettoEnd...)
}

// What stands before, between and behind the events and the records. Package reader looks for it.
const (
	perfettoBegin   = `{"displayTimeUnit":"ms","traceEvents":[`
	perfettoRecords = "\n],\"overlap\":[\n"
	perfettoEnd     = "\n]}\n"
)

type perfetto struct {
	object
	pid   int
	sum   *summary.Summary
	event bool  // the next event needs a comma before it
	flows int64 // number of arrows so far, in all runs
}

func (p *perfetto) run(pid int, run Named) {
	p.pid, p.sum = pid, summary.Of(run.Trace)
	p.b = slices.Grow(p.b, 128*run.Trace.Len())
	p.meta("process_name", 0, run.Name)
	p.metaNumber("process_sort_index", 0, int64(pid))
	for i := range p.sum.Tasks {
		t := &p.sum.Tasks[i]
		p.meta("thread_name", t.ID, threadName(t))
		p.metaNumber("thread_sort_index", t.ID, int64(t.ID))
		p.spans(t)
	}
	p.holds()
	p.statuses()
	for _, m := range p.sum.Messages {
		p.message(m)
	}
	p.instants("log", p.sum.Logs)
	p.instants("mark", p.sum.Marks)
	for _, g := range p.sum.Gauges {
		p.begin("C", g.Name, g.Task, g.At)
		p.args()
		p.number("value", g.Value)
		p.end()
	}
}

func threadName(t *summary.Task) string {
	name := t.Name
	if name == "" {
		name = "task " + strconv.Itoa(int(t.ID))
	}
	if t.Group != "" && t.Group != t.Name {
		name += " (" + t.Group + ")"
	}
	return name
}
