package trace

// State is what a task is doing between two of its records.
type State uint8

const (
	unmade  State = iota
	Ready         // could go on; something else is running
	Running       // has the processor
	Waiting       // for what its span's Why says
	ended         // done, failed or cancelled
	states        // how many there are
)

var stateNames = [states]string{
	unmade: "not made", Ready: "ready", Running: "running", Waiting: "waiting", ended: "ended",
}

// String returns the state's name as exports spell it.
func (s State) String() string {
	if s >= states {
		return "unknown"
	}
	return stateNames[s]
}

// transition says from which states a kind of record takes a task to which other.
type transition struct {
	from, to State
	also     State // a second state it may come from; unmade stands for none
}

// transitions has an entry for every kind that changes a task's state. The rest leave it as it is.
//
// A task is ready as soon as it is made, as asyncio.create_task has it. It goes from waiting to running
// without a TaskReady record only when it slept and is due, or had waited for a core. It waits for a core from
// whatever state it wanted one in. It is never cancelled while it waits: a
// cancellation wakes it, and it ends when it has cleaned up.
var transitions = [kinds]transition{
	TaskMade:      {from: unmade, to: Ready},
	TaskReady:     {from: Waiting, to: Ready},
	TaskRunning:   {from: Ready, also: Waiting, to: Running},
	TaskWaiting:   {from: Running, to: Waiting},
	TaskDone:      {from: Running, to: ended},
	TaskFailed:    {from: Running, to: ended},
	TaskCancelled: {from: Running, also: Ready, to: ended}, // also: before it ever ran
}

func (t transition) changes() bool { return t.to != unmade }

func (t transition) allows(s State) bool {
	return s == t.from || t.also != unmade && s == t.also
}

// needsTask reports whether the kind is about a task. The others may come from task 0, the loop or the outside world.
func (k Kind) needsTask() bool {
	return k <= CancelSent || k == TaskDaemon || k == CancelCaught || k == TaskThread
}
