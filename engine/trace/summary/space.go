package summary

import "overlap/engine/trace"

// spanChunk is the number of spans that are stored together. A page's memory has holes from the run before, but none for the spans of
// ten thousand tasks at once.
const spanChunk = 4096

// space is the room for the spans and labels of all tasks that are still to be added, which share arrays. A slice of its own
// for each task would be allocated anew, and copied, each time it has grown.
type space struct {
	spans  []Span
	left   int // how many spans the tasks still have
	labels []Label
	needs  []need // task n is entry n-1
}

// need is how many spans and labels a task has, which are counted before any is made.
type need struct {
	spans, labels   int32
	running, sleeps bool
	at              int64 // since when the task runs, or when its sleep is over
}

// Room is memory that a summary needs only while it is made: summaries that are made one after another can share it. The zero value
// is ready to use.
type Room struct {
	needs []need
	after []int32
	both  [][2]end
}

// allot counts what the records become and makes room for that, so that nothing has to grow.
func (b *Builder) allot() {
	kinds := b.countKinds()
	needs := room(b.room.needs, kinds[trace.TaskMade])
	for i := 0; i < b.sum.Stats.Records; {
		records := b.sum.Trace.From(i)
		i += len(records)
		for k := range records {
			r := &records[k]
			switch r.Kind {
			case trace.TaskMade:
				needs = append(needs, need{spans: 1})
			case trace.TaskReady, trace.TaskRunning, trace.TaskWaiting, trace.TaskLabelled:
				if r.Task > 0 && int(r.Task) <= len(needs) {
					needs[r.Task-1].count(r)
				}
			}
		}
	}
	spans, last := 0, b.sum.Trace.End()
	for i := range needs {
		needs[i].countReadiness(last)
		spans += int(needs[i].spans)
	}
	b.space = space{left: spans, labels: make([]Label, kinds[trace.TaskLabelled]), needs: needs}
	s := b.sum
	s.Tasks, s.Conns = room[Task](nil, len(needs)), room[Conn](nil, kinds[trace.ConnOpened])
	s.Messages, s.Holds = room[Message](nil, kinds[trace.BytesSent]), room[Hold](nil, kinds[trace.Acquired])
	b.after = room(b.room.after, kinds[trace.BytesSent])
	b.ends.both = room(b.room.both, kinds[trace.ConnOpened])
	s.Logs, s.Marks, s.Gauges = room[Note](nil, kinds[trace.Log]), room[Note](nil, kinds[trace.Mark]), room[Sample](nil, kinds[trace.Gauge])
}

// countKinds returns how many records there are of each kind.
func (b *Builder) countKinds() (kinds [256]int) {
	for i := 0; i < b.sum.Stats.Records; {
		records := b.sum.Trace.From(i)
		i += len(records)
		for k := range records {
			kinds[records[k].Kind]++
		}
	}
	return kinds
}

// room returns an empty slice for n elements, in the memory that was had before if it is enough.
func room[T any](had []T, n int) []T {
	if n <= cap(had) {
		return had[:0]
	}
	return make([]T, 0, n)
}

// count counts the spans and labels that come of a record. Builder.label begins a span only when the label is another, so that
// now and then a task is allotted one too many.
func (n *need) count(r *trace.Record) {
	if r.Kind == trace.TaskLabelled {
		if n.labels++; n.running && n.at < r.At {
			n.spans++
			n.at = r.At
		}
		return
	}
	n.countReadiness(r.At)
	n.spans++
	n.running, n.sleeps, n.at = r.Kind == trace.TaskRunning, r.Why == trace.WhySleep, r.At
	if n.sleeps {
		n.at = r.Arg
	}
}

// countReadiness counts the span in which a task is ready after a sleep that was over before an instant.
func (n *need) countReadiness(now int64) {
	if n.sleeps && n.at < now {
		n.spans++
	}
}

// take gives the next task its part of the room.
func (x *space) take(t *Task) {
	n := x.needs[t.ID-1]
	if int(n.spans) > len(x.spans) {
		x.spans = make([]Span, max(int(n.spans), min(spanChunk, x.left)))
	}
	x.left -= int(n.spans)
	t.Spans, x.spans = x.spans[:0:n.spans], x.spans[n.spans:]
	if n.labels > 0 {
		t.Labels, x.labels = x.labels[:0:n.labels], x.labels[n.labels:]
	}
}
