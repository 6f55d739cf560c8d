// Package trace is the vocabulary of a run: what happened, when, to which task.
//
// A trace is append-only. The engine writes it, everything else reads it: charts, claims, the page,
// exports. What it adds up to is in package summary. It is a leaf: it imports nothing of ours, so that a
// reader of traces needs no engine.
package trace

// TaskID numbers the tasks of a run from 1 in the order they were made. 0 is no task: the loop itself,
// a timer or the outside world.
type TaskID int32

// Text is the index of a string in the trace's string table. 0 is the empty string.
type Text int32

// End is an end of a connection: of connection n it is n where the connection was dialled and -n where it was accepted.
type End int32

// Conn returns the number of the connection.
func (e End) Conn() int32 { return max(int32(e), -int32(e)) }

// Peer returns the other end of the connection.
func (e End) Peer() End { return -e }

// Accepted reports whether the connection was accepted at this end, not dialled.
func (e End) Accepted() bool { return e < 0 }

// String returns the side as exports spell it.
func (e End) String() string {
	if e.Accepted() {
		return "accepted"
	}
	return "dialled"
}

// Kind says what a record means. The comment behind each kind names the fields it uses besides At,
// Kind and Task; a field not named is zero. Numbers are part of the encoded form: append, never reorder.
type Kind uint8

const (
	TaskMade      Kind = iota + 1 // Ref: parent task; Text: name; ready from now on
	TaskGrouped                   // Text: the service or pool the task works for, such as "db :9002"
	TaskLabelled                  // Text: what the task works on now, such as "user:2"; Arg: how many coroutines it awaits, one within the other; Line: where it awaits the innermost
	TaskReady                     // Ref: the task that woke it, 0 for the loop or the outside world
	TaskRunning                   // Line: where it goes on, when recorded
	TaskWaiting                   // Why, Text: what for; Ref: End of a connection, resource or task; Arg: the instant at which it ends at the latest, 0 for none; Line
	TaskDone                      //
	TaskFailed                    // Text: the error
	TaskCancelled                 // Text: the cause
	CancelSent                    // Task: the one to be cancelled; Ref: who asked; Text: the cause
	ConnOpened                    // Ref: End, dialled; Text: the address dialled
	ConnAccepted                  // Ref: End, accepted; Text: the address listened on
	ConnClosed                    // Ref: End
	BytesSent                     // Ref: End that they left; Arg: bytes
	BytesReceived                 // Ref: End that they reached; Arg: bytes
	Log                           // Text: the line
	Mark                          // Text: what happened, such as "cache hit" or "breaker open"
	Gauge                         // Text: its name; Arg: its value from now on
	TaskDaemon                    // the task serves others: the run does not wait for it, and does not report it as left running
	CancelCaught                  // Text: the cause; a scope of the task's ended by its own cancellation, and the task goes on
	TaskThread                    // the task has a thread of its own and runs beside the loop; before it first runs
	Acquired                      // Ref: resource; Text: its name, such as "GIL"; Task 0 is the loop's own thread
	Released                      // Ref: resource
	kinds                         // how many there are, plus one
)

var kindNames = [kinds]string{
	TaskMade: "made", TaskGrouped: "grouped", TaskLabelled: "labelled", TaskReady: "ready", TaskRunning: "running",
	TaskWaiting: "waiting", TaskDone: "done", TaskFailed: "failed", TaskCancelled: "cancelled", CancelSent: "cancel",
	ConnOpened: "opened", ConnAccepted: "accepted", ConnClosed: "closed", BytesSent: "sent", BytesReceived: "received",
	Log: "log", Mark: "mark", Gauge: "gauge", TaskDaemon: "daemon", CancelCaught: "caught",
	TaskThread: "thread", Acquired: "acquired", Released: "released",
}

// String returns the kind's name as exports spell it.
func (k Kind) String() string {
	if k == 0 || k >= kinds {
		return "unknown"
	}
	return kindNames[k]
}

// Why says what a waiting task waits for. Numbers are part of the encoded form: append, never reorder.
type Why uint8

const (
	WhySleep     Why = iota + 1 // a timer; always has an instant it is due
	WhyTask                     // another task's end; Ref names it
	WhyRead                     // bytes from a connection; Ref: its End
	WhyWrite                    // room in a connection; Ref: its End
	WhyConnect                  // a connection being made; Ref: its End
	WhyAccept                   // a client
	WhyLock                     // a lock, which a task holds
	WhyEvent                    // an event, or another thing that comes to pass
	WhyQueue                    // an item in a queue, or room for one
	WhyExecutor                 // a job handed to a thread or a process
	WhyCPU                      // a core, or the interpreter lock
	WhySemaphore                // a permit, which belongs to nobody in particular
	WhyLimiter                  // a token, which is lent to a task
	WhyCondition                // to be notified
	WhyBarrier                  // the others to arrive
	WhyFuture                   // a value that somebody has to set
	WhyGather                   // the results of several tasks
	WhyWait                     // as many of several tasks to end as are enough
	WhyNursery                  // the tasks of a nursery to end
	whys                        // how many there are, plus one
)

var whyNames = [whys]string{
	WhySleep: "sleep", WhyTask: "task", WhyRead: "read", WhyWrite: "write", WhyConnect: "connect", WhyAccept: "accept",
	WhyLock: "lock", WhyEvent: "event", WhyQueue: "queue", WhyExecutor: "executor", WhyCPU: "cpu",
	WhySemaphore: "semaphore", WhyLimiter: "limiter", WhyCondition: "condition", WhyBarrier: "barrier", WhyFuture: "future",
	WhyGather: "gather", WhyWait: "wait", WhyNursery: "nursery",
}

// String returns the reason's name as exports spell it.
func (w Why) String() string {
	if w == 0 || w >= whys {
		return "unknown"
	}
	return whyNames[w]
}

// Tasks reports whether the ends of other tasks are waited for: of one or of several.
func (w Why) Tasks() bool { return w == WhyTask || w == WhyGather || w == WhyWait || w == WhyNursery }

// Held reports whether what is waited for belongs to a task meanwhile, as a lock does and a semaphore's permit does not.
func (w Why) Held() bool { return w == WhyLock || w == WhyLimiter }

// Record is one thing that happened. It is 32 bytes, so that a million of them are workable in a page.
//
// A task that sleeps gets no TaskReady record: it is ready from the instant its TaskWaiting record says
// it is due. That halves the trace of a run with many timers and loses nothing. For the same reason a task is
// ready as soon as it is made, and one whose parent is a daemon or in a group is too, without records that
// say so. Who waits for a core or the interpreter lock is running again as soon as it has both.
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
