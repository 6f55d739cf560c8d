// Package summary says what a trace adds up to: the life of each task as spans, the messages and the
// connections, what the loop looked like at an instant, which chain of steps took the time.
package summary

import "overlap/engine/trace"

// Never stands for an instant that did not come: the end of a task still running, the arrival of a lost message.
const Never int64 = -1

// Summary is what a trace says when it is read as a whole. Instants are nanoseconds since the run began.
type Summary struct {
	Trace    *trace.Trace // the records it was made from
	Total    int64        // when the last task that is no daemon ended; of an unfinished run the last record's instant
	Tasks    []Task       // task n is entry n-1
	Messages []Message
	Conns    []Conn // in the order they were opened
	Logs     []Note
	Marks    []Note
	Caught   []Note // cancellations after which the task went on, as the scope they were for ended; the text is the cause
	Gauges   []Sample
	Holds    []Hold // in the order in which they began
	Stats    Stats
}

// Stats are the figures of a run. What counts as open or in flight at once does so for some length of time:
// what begins in the very instant in which something else ends does not overlap with it.
type Stats struct {
	Records     int
	Tasks       int // daemons too
	Connections int
	// PeakConnections is the most connections open at once; one is open until the first of its ends is closed.
	PeakConnections int
	// PeakInFlight is the most tasks that got on at once, each piece of work counted where it is done: a task
	// that runs, sleeps, connects, or whose bytes are under way. One that waits for another task, for a reply, a
	// job, a lock, an event, a queue or a core is held up. A daemon counts while it serves a client, and so do its
	// children: not a heartbeat. An executor's threads count although they are daemons.
	PeakInFlight int
	Busy         int64 // how long the loop ran tasks rather than waited
	Stall        Stall // the longest time in which one task kept the loop from all others
}

// Stall is a stretch in which a task ran without a suspension point. Task 0 means that there was none.
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
	outcomes // how many there are
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
	Parent   trace.TaskID // 0 when the loop made it
	Daemon   bool         // it serves others, itself or through its parent
	Thread   bool         // it has a thread of its own and runs beside the loop
	Outcome  Outcome
	Name     string
	Group    string // the service or pool it works for, its own or its parent's; "" for none
	Error    string // why it failed or was cancelled
	Labels   []Label
	Spans    []Span // without gaps from MadeAt to EndedAt
	MadeAt   int64
	EndedAt  int64 // Never while unfinished
	made     int32 // index of its first and last records
	last     int32
	inFlight bool // while it is summarised: it counts as in flight
	serves   bool // it works for a client
}

// Label is what a task works on from an instant on.
type Label struct {
	At    int64
	Text  string
	Depth int    // how many coroutines it awaits, one within the other
	Line  uint16 // where it awaits the innermost, 0 when not recorded
}

// Awaits returns the lines at which the task awaits coroutines at an instant, the outermost first.
func (t *Task) Awaits(at int64) []uint16 {
	var lines []uint16
	for _, l := range t.Labels {
		if l.At > at {
			break
		}
		switch depth := max(0, l.Depth); {
		case depth <= len(lines):
			lines = lines[:depth]
		default:
			lines = append(lines, l.Line)
		}
	}
	return lines
}

// LabelAt returns what the task worked on at an instant, "" before its first label.
func (t *Task) LabelAt(at int64) string {
	for i := len(t.Labels) - 1; i >= 0; i-- {
		if t.Labels[i].At <= at {
			return t.Labels[i].Text
		}
	}
	return ""
}

// Span is a stretch of a task's life in one state, on one thing. It is short because a run can have a million.
type Span struct {
	From, To int64      // To is the trace's last instant when the span has not ended
	Ref      int32      // Waiting: End of a connection, resource or task; Ready: the task that woke it, 0 for the loop
	Text     trace.Text // Waiting: what for; Trace.String has the words
	Record   int32      // index of the record it began with; for readiness after a sleep that of the sleep
	Line     uint16
	State    trace.State
	Why      trace.Why // Waiting: what kind of thing for
}

// Len returns how long it took, in nanoseconds.
func (s Span) Len() int64 { return s.To - s.From }

// Message is what one write sent through a connection.
type Message struct {
	SentAt     int64
	ReceivedAt int64 // when its last byte was read; Never if it was not
	Bytes      int64
	From       trace.End // where it was sent
	FromTask   trace.TaskID
	ToTask     trace.TaskID // 0 while not received
	sent       int32        // index of the record
}

// Conn is a connection between two tasks, or a task and the outside world.
type Conn struct {
	ID         int32
	OpenedBy   trace.TaskID // 0 when the dialling end is outside the run
	AcceptedBy trace.TaskID // 0 when nobody accepted it
	Address    string       // as dialled, or else as listened on
	OpenedAt   int64        // when the first of its ends stood
	ClosedAt   int64        // when the first of its ends was closed; Never while open
}

// Note is a line logged or a mark set by a task; task 0 is the loop.
type Note struct {
	At     int64
	Task   trace.TaskID
	Record int32 // its index
	Text   string
}

// Hold is a stretch in which a resource belonged to one task: a row of these is the interpreter lock's lane.
type Hold struct {
	From, To int64        // To is the trace's last instant when it has not ended
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

// Task returns the task with that number, nil when there is none.
func (s *Summary) Task(id trace.TaskID) *Task {
	if id <= 0 || int(id) > len(s.Tasks) {
		return nil
	}
	return &s.Tasks[id-1]
}
