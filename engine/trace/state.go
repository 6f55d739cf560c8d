package trace

// State is what a task is doing between two of its records.
type State uint8

const (
	notMade State = iota
	Ready         // could go on, but another task runs
	Running       // has the processor
	Waiting       // waits for something; Why says what
	ended         // done, failed or cancelled
	states        // number of states
)

var stateNames = [states]string{
	notMade: "not made", Ready: "ready", Running: "running", Waiting: "waiting", ended: "ended",
}

// String returns the state's name as exports spell it.
func (s State) String() string {
	if s >= states {
		return "unknown"
	}
	return stateNames[s]
}

// transition is the change of a task's state that a kind of record makes.
type transition struct {
	from, to State
	also     State // a second state besides from; notMade for none
}

// transitions has an entry for every kind that changes a task's state.
//
// A task is ready as soon as it is made, as with asyncio.create_task. It goes from waiting to running without a TaskReady
// record only after a sleep or a wait for a core; a wait for a core may also begin while the task is ready (see wantsCPU).
// No task ends while it waits: a cancellation wakes it first, so that it can clean up.
var transitions = [kinds]transition{
	TaskMade:      {from: notMade, to: Ready},
	TaskReady:     {from: Waiting, to: Ready},
	TaskRunning:   {from: Ready, also: Waiting, to: Running},
	TaskWaiting:   {from: Running, to: Waiting},
	TaskDone:      {from: Running, to: ended},
	TaskFailed:    {from: Running, to: ended},
	TaskCancelled: {from: Running, also: Ready, to: ended}, // from Ready when it never ran
}

func (t transition) changes() bool { return t.to != notMade }

func (t transition) allows(s State) bool {
	return s == t.from || t.also != notMade && s == t.also
}

// needsTask reports whether records of the kind must name a task. In others Task may be 0, the loop or the outside world.
func (k Kind) needsTask() bool {
	return k <= CancelSent || k == TaskDaemon || k == CancelCaught || k == TaskThread
}

// RunOver is the cause of the cancellations with which a run ends: the tasks would have gone on.
const RunOver = "the run is over"
