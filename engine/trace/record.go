// Package trace defines the records of a run: what happened, when, to which task.
//
// A trace is append-only. The engine writes it; charts, claims, the page and exports read it. Package summary says what a
// trace adds up to. The package imports no other package of this module, so that a reader of traces needs no engine.
package trace

// TaskID numbers the tasks of a run from 1 in the order they were made. 0 is no task: the loop itself,
// a timer or the outside world.
type TaskID int32

// Text is the index of a string in the trace's string table; 0 is the empty string.
type Text int32

// End is one of the two ends of a connection. Connection n has the end n, at which it was dialled, and the end -n, at
// which it was accepted.
type End int32

// Conn returns the number of the connection.
func (e End) Conn() int32 { return max(int32(e), -int32(e)) }

// Peer returns the other end of the connection.
func (e End) Peer() End { return -e }

// Accepted reports whether the connection was accepted at this end rather than dialled.
func (e End) Accepted() bool { return e < 0 }

// String returns "accepted" or "dialled", as exports spell the end.
func (e End) String() string {
	if e.Accepted() {
		return "accepted"
	}
	return "dialled"
}

// Kind says what a record means. The comment beside each kind names the fields it uses besides At, Kind and Task; all
// other fields are zero. The numbers are part of the encoded form: append, never reorder.
type Kind uint8

const (
	TaskMade      Kind = iota + 1 // Ref: the parent task; Text: the name; the task is ready from now on
	TaskGrouped                   // Text: the service or pool the task works for, such as "db :9002"
	TaskLabelled                  // Text: what the task works on now, such as "user:2"; Arg: depth of nested coroutines that it awaits; Line: where it awaits the innermost
	TaskReady                     // Ref: the task that woke it, 0 for the loop or the outside world
	TaskRunning                   // Line: where the task goes on, when recorded
	TaskWaiting                   // Why, Text: what the task waits for; Ref: End of a connection, resource or task; Arg: the instant of its deadline, 0 for none; Line
	TaskDone                      //
	TaskFailed                    // Text: the error
	TaskCancelled                 // Text: the cause
	CancelSent                    // Task: the task to be cancelled; Ref: the task that asked for it; Text: the cause
	ConnOpened                    // Ref: End, dialled; Text: the address dialled
	ConnAccepted                  // Ref: End, accepted; Text: the address listened on
	ConnClosed                    // Ref: End
	BytesSent                     // Ref: End at which they were written; Arg: number of bytes; Text: the beginning of their first line
	BytesReceived                 // Ref: End at which they were read; Arg: number of bytes
	Log                           // Text: the line
	Mark                          // Text: what happened, such as "cache hit" or "breaker open"
	Gauge                         // Text: the gauge's name; Arg: its value from now on
	TaskDaemon                    // the task serves others: the run does not wait for it, and does not report it as left running
	CancelCaught                  // Text: the cause; a cancel scope of the task absorbed the cancellation, and the task goes on
	TaskThread                    // the task has a thread of its own, beside the loop's; recorded before it first runs
	Acquired                      // Ref: the resource; Text: its name, such as "GIL"; Task: 0 for the loop's own thread
	Released                      // Ref: the resource
	Status                        // Ref: Text, the name of a thing, such as "breaker"; Text: its state from now on, such as "open"; Arg: Tone
	kinds                         // the number after the last kind
)

var kindNames = [kinds]string{
	TaskMade: "made", TaskGrouped: "grouped", TaskLabelled: "labelled", TaskReady: "ready", TaskRunning: "running",
	TaskWaiting: "waiting", TaskDone: "done", TaskFailed: "failed", TaskCancelled: "cancelled", CancelSent: "cancel",
	ConnOpened: "opened", ConnAccepted: "accepted", ConnClosed: "closed", BytesSent: "sent", BytesReceived: "received",
	Log: "log", Mark: "mark", Gauge: "gauge", TaskDaemon: "daemon", CancelCaught: "caught",
	TaskThread: "thread", Acquired: "acquired", Released: "released", Status: "status",
}

// String returns the kind's name as exports spell it.
func (k Kind) String() string {
	if k == 0 || k >= kinds {
		return "unknown"
	}
	return kindNames[k]
}

// KindOf returns the kind that exports spell so, 0 when there is none.
func KindOf(name string) Kind { return Kind(indexOf(kindNames[:], name)) }

// indexOf returns the index of a name, 0 for the empty one and when it is not in the list.
func indexOf(names []string, name string) int {
	for i, n := range names {
		if n == name && n != "" {
			return i
		}
	}
	return 0
}

// Tone says what a thing's state means to those who use the thing. Numbers are part of the encoded form: append, never reorder.
type Tone uint8

const (
	Plain   Tone = iota // neither good nor bad: a replica that follows
	Good                // whoever wants to may: a closed breaker, a bucket with tokens
	Limited             // some may: a half-open breaker
	Bad                 // nobody may: an open breaker, an empty bucket
	tones               // the number after the last tone
)

var toneNames = [tones]string{"plain", "good", "limited", "bad"}

// String returns the tone's name as exports spell it.
func (t Tone) String() string {
	if t >= tones {
		return "unknown"
	}
	return toneNames[t]
}

// ToneOf returns the tone that exports spell so, Plain when there is none.
func ToneOf(name string) Tone { return Tone(indexOf(toneNames[:], name)) }

// Marks with which a network notes that there was no room for a connection request, or for the end of its handshake. The wait
// until it is sent again, which begins at the same instant, names the connection.
const (
	SYNDropped = "SYN dropped"
	ACKDropped = "ACK dropped"
)

// Why says what a waiting task waits for. Numbers are part of the encoded form: append, never reorder.
type Why uint8

const (
	WhySleep     Why = iota + 1 // a timer; the record's Arg is always set
	WhyTask                     // another task's end; Ref names it
	WhyRead                     // bytes to read from a connection; Ref: its End
	WhyWrite                    // room to write to a connection; Ref: its End
	WhyConnect                  // a connection being made; Ref: its End
	WhyAccept                   // a client
	WhyLock                     // a lock, which another task holds
	WhyEvent                    // an event to be set, or another condition to become true
	WhyQueue                    // an item in a queue, or room for one
	WhyExecutor                 // a job handed to a thread or a process
	WhyCPU                      // a core, or the interpreter lock
	WhySemaphore                // a permit of a semaphore, which records no holder
	WhyLimiter                  // a token of a limiter, which records the holder
	WhyCondition                // a notification
	WhyBarrier                  // the other tasks to arrive at the barrier
	WhyFuture                   // a result to be set
	WhyGather                   // the results of several tasks
	WhyWait                     // the first or all of several tasks to end, as asyncio.wait
	WhyNursery                  // all tasks of a nursery to end
	WhyRetry                    // the instant at which a dropped connection request is sent again; Ref: its End
	WhyOutside                  // an answer of a program that the trace has no connection to, such as a database; Text names it
	whys                        // the number after the last reason
)

var whyNames = [whys]string{
	WhySleep: "sleep", WhyTask: "task", WhyRead: "read", WhyWrite: "write", WhyConnect: "connect", WhyAccept: "accept",
	WhyLock: "lock", WhyEvent: "event", WhyQueue: "queue", WhyExecutor: "executor", WhyCPU: "cpu",
	WhySemaphore: "semaphore", WhyLimiter: "limiter", WhyCondition: "condition", WhyBarrier: "barrier", WhyFuture: "future",
	WhyGather: "gather", WhyWait: "wait", WhyNursery: "nursery", WhyRetry: "retry", WhyOutside: "outside",
}

// String returns the reason's name as exports spell it.
func (w Why) String() string {
	if w == 0 || w >= whys {
		return "unknown"
	}
	return whyNames[w]
}

// WhyOf returns the reason that exports spell so, 0 when there is none.
func WhyOf(name string) Why { return Why(indexOf(whyNames[:], name)) }

// ForTasks reports whether the wait is for one or several other tasks to end.
func (w Why) ForTasks() bool {
	return w == WhyTask || w == WhyGather || w == WhyWait || w == WhyNursery
}

// HasHolder reports whether a particular task holds what the wait is for: a lock has a holder, a semaphore has none.
func (w Why) HasHolder() bool { return w == WhyLock || w == WhyLimiter }

// Record is one event of a run. It takes 32 bytes, so that a page can hold a million of them.
//
// Events that follow from others have no records, which halves the trace of a run with many timers. A sleeping task is
// ready at the instant in its TaskWaiting record. A new task is ready, and it is a daemon or in a group when its parent is.
// A task that waits for a core or the interpreter lock runs again as soon as it has both.
type Record struct {
	At   int64 // nanoseconds since the run began; never decreases within a trace
	Arg  int64
	Task TaskID
	Ref  int32
	Text Text
	Line uint16 // line of the scenario's source file, 0 when not recorded
	Kind Kind
	Why  Why
}
