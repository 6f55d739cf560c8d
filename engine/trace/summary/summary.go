// Package summary says what a trace adds up to: the life of each task as spans, the messages and the
// connections, what the loop looked like at an instant, which chain of steps took the time.
package summary

import (
	"sort"
	"strings"

	"overlap/engine/trace"
)

// Never is the instant of what did not happen: the end of an unfinished task, the arrival of a lost message.
const Never int64 = -1

// Summary is the content of a trace by task, message and connection. Instants are nanoseconds since the run began.
type Summary struct {
	Trace    *trace.Trace // the summarised trace
	Total    int64        // when the last task that is no daemon ended, or the instant of the last record if one has not ended
	Tasks    []Task       // Tasks[n-1] is task n
	Messages []Message
	Conns    []Conn // in the order they were opened
	Logs     []Note
	Marks    []Note
	Caught   []Note // cancellations that a cancel scope absorbed, so that the task went on; the text is the cause
	Gauges   []Sample
	Holds    []Hold   // in the order in which they began
	Statuses []Status // likewise
	Stats    Stats
}

// Stats are the figures of a run. Things are open or in flight at once when they overlap for some time: what begins at the
// instant at which something else ends does not overlap with it.
type Stats struct {
	Records     int
	Tasks       int // with daemons
	Connections int
	// PeakConnections is the most connections open at once. A connection is open until the first of its ends is closed.
	PeakConnections int
	// PeakInFlight is the most tasks in flight at once: tasks that run, sleep, connect, or whose bytes are under way. A
	// task that waits for another task, a reply, a job, a lock, an event, a queue or a core is not in flight, so that
	// a request counts once, where it is worked on. Of the daemons, those that serve a client and the threads of executors
	// count, with their children; a heartbeat does not.
	PeakInFlight int
	Busy         int64 // nanoseconds in which the loop ran tasks
	Stall        Stall // the longest time for which one task kept the loop
}

// Stall is a stretch in which a task ran without a suspension point. Task is 0 when no task ran.
type Stall struct {
	Task     trace.TaskID
	From, To int64
}

// Outcome says how a task ended.
type Outcome uint8

const (
	Unfinished Outcome = iota
	Done
	Failed
	Cancelled
	outcomes // number of outcomes
)

var outcomeNames = [outcomes]string{Unfinished: "unfinished", Done: "done", Failed: "failed", Cancelled: "cancelled"}

// String returns the outcome's name as exports spell it.
func (o Outcome) String() string {
	if o >= outcomes {
		return "unknown"
	}
	return outcomeNames[o]
}

// Task is the life of one task.
type Task struct {
	ID       trace.TaskID
	Parent   trace.TaskID // 0 when the loop made the task
	Daemon   bool         // the task serves others, or its parent did when the task was made
	Serves   bool         // the task works for a client
	Thread   bool         // the task has a thread of its own and runs beside the loop
	Outcome  Outcome
	inFlight bool // the builder counts the task as in flight
	Name     string
	Group    string // the service or pool that the task works for, perhaps by its parent; "" for none
	Error    string // why the task failed or was cancelled
	Labels   []Label
	Spans    []Span // without gaps from MadeAt to EndedAt
	MadeAt   int64
	EndedAt  int64 // Never while unfinished
	made     int32 // index of the task's first record, and in last of its last
	last     int32
}

// Left reports whether the task was still running at the run's end, which cancelled it.
func (t *Task) Left() bool {
	return t.Outcome == Cancelled && !t.Daemon && strings.HasSuffix(t.Error, trace.RunOver)
}

// Label is what a task works on from an instant on.
type Label struct {
	At     int64
	Text   string
	Depth  int32 // depth of nested coroutines that the task awaits
	Record int32 // index of the record, whose line is where the task awaits the innermost
}

// Awaits returns the lines at which a task awaits coroutines at an instant, the outermost first.
func (s *Summary) Awaits(t *Task, at int64) []uint16 {
	var lines []uint16
	for _, l := range t.Labels {
		if l.At > at {
			break
		}
		switch depth := int(max(0, l.Depth)); {
		case depth <= len(lines):
			lines = lines[:depth]
		default:
			lines = append(lines, s.Trace.At(int(l.Record)).Line)
		}
	}
	return lines
}

// LabelAt returns what the task worked on at an instant, "" before its first label.
func (t *Task) LabelAt(at int64) string {
	return t.labelBefore(sort.Search(len(t.Labels), func(i int) bool { return t.Labels[i].At > at }))
}

// LabelBefore returns what the task worked on when a record was made, "" before its first label.
func (t *Task) LabelBefore(record int32) string {
	return t.labelBefore(sort.Search(len(t.Labels), func(i int) bool { return t.Labels[i].Record > record }))
}

func (t *Task) labelBefore(n int) string {
	if n == 0 {
		return ""
	}
	return t.Labels[n-1].Text
}

// Span is a stretch of a task's life in one state, with one label. It takes little memory because a run can have a million.
// Its line is not here but in the trace, which may get it later: see Line.
type Span struct {
	From, To int64      // To is the trace's last instant when the span has not ended
	Ref      int32      // Waiting: End of a connection, resource or task; Ready: the task that woke it, 0 for the loop
	Text     trace.Text // Waiting: name of what the task waits for, see Trace.String
	Record   int32      // index of the record that began the span; when Ready after a sleep, the record of the sleep

	State trace.State
	Why   trace.Why // Waiting: kind of what the task waits for
}

// Line returns the line at which the task waits in a span, or from which it goes on; 0 when that is not recorded, or the task
// is only ready.
func (s *Summary) Line(sp *Span) uint16 {
	if sp.State == trace.Ready {
		return 0
	}
	return s.Trace.At(int(sp.Record)).Line
}

// Len returns the span's length in nanoseconds.
func (s Span) Len() int64 { return s.To - s.From }

// Message is the bytes of one write to a connection.
type Message struct {
	SentAt     int64
	ReceivedAt int64 // when the last byte was read; Never for a lost message
	Bytes      int64
	From       trace.End // the end at which it was written
	FromTask   trace.TaskID
	ToTask     trace.TaskID // 0 while not received
	sent       int32        // index of the record of the write
}

// Conn is a connection between two tasks, or a task and the outside world.
type Conn struct {
	ID         int32
	OpenedBy   trace.TaskID // 0 when the dialling end is outside the run
	AcceptedBy trace.TaskID // 0 when nobody accepted it
	Address    string       // as dialled, or else as listened on
	OpenedAt   int64        // when the first of its ends was opened
	ClosedAt   int64        // when the first of its ends was closed; Never while open
}

// Note is a logged line, a mark or a caught cancellation; task 0 is the loop.
type Note struct {
	At     int64
	Task   trace.TaskID
	Record int32 // index of the record
	Text   string
}

// Hold is a stretch in which one task held a resource, such as the interpreter lock.
type Hold struct {
	From, To int64        // To is the trace's last instant when the hold has not ended
	Ref      int32        // the resource
	Task     trace.TaskID // 0: the loop's own thread
	Name     string
}

// Sample is a gauge's value from an instant on.
type Sample struct {
	At    int64
	Value int64
	Task  trace.TaskID
	Name  string
}

// Holder returns the task that holds what another waits for, at the instant at which the wait begins; nil for none.
func (s *Summary) Holder(wait *Span, waits trace.TaskID) *Task {
	if wait.State != trace.Waiting || !wait.Why.HasHolder() {
		return nil
	}
	for _, h := range s.Holds {
		if h.Ref == wait.Ref && h.Task != waits && h.From <= wait.From && wait.From < h.To {
			return s.Task(h.Task)
		}
	}
	return nil
}

// Task returns the task with that number, nil when there is none.
func (s *Summary) Task(id trace.TaskID) *Task {
	if id <= 0 || int(id) > len(s.Tasks) {
		return nil
	}
	return &s.Tasks[id-1]
}
