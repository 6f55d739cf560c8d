package trace

import "strconv"

// Validator validates a trace piece by piece, as a page does that handles events in between.
type Validator struct {
	validator
	tr   *Trace
	next int // index of the next record
}

// NewValidator begins to validate a trace. Its records may still come, and its texts not.
func NewValidator(tr *Trace) *Validator {
	return &Validator{validator: validator{texts: max(len(tr.texts), 1), ends: map[End]endState{}, held: map[int32]TaskID{}}, tr: tr}
}

// Add validates up to n further records. It returns an *InvalidError for the first record that no run could have written: time goes
// back, a task is used before it is made or after its end, a state cannot change in this way, two tasks run at once on one thread, an
// end of a connection is used while it is not open, a string is not in the table, a field is set that the kind does not use. A trace
// that stops in the middle of a run is valid. After an error Add must not be called again.
func (v *Validator) Add(n int) error {
	for end := v.next + min(n, v.tr.Len()-v.next); v.next < end; v.next++ {
		r := v.tr.At(v.next)
		if problem := v.check(r); problem != "" {
			return &InvalidError{v.next, r.Kind, problem}
		}
	}
	return nil
}

// InvalidError says what is wrong with a record that no run could have written.
type InvalidError struct {
	Record  int // its index
	Kind    Kind
	Problem string
}

func (e *InvalidError) Error() string {
	return "trace: record " + strconv.Itoa(e.Record) + " (" + e.Kind.String() + "): " + e.Problem
}

// validator keeps what earlier records say and the check of a later record needs.
type validator struct {
	texts   int
	at      int64
	tasks   []taskState // tasks[n-1] is task n
	running TaskID      // the task that the loop runs; tasks with threads of their own run beside it
	ends    map[End]endState
	held    map[int32]TaskID // the holder of each resource
}

type taskState struct {
	state  State
	sleep  bool  // the task waits for a timer
	due    int64 // instant of that timer
	cpu    bool  // the task waits for a core or the interpreter lock
	thread bool  // the task has a thread of its own
}

// wantsCPU reports whether r begins a wait for a core, which is allowed in any state in which the task could go on.
func (t *taskState) wantsCPU(r Record) bool {
	return r.Kind == TaskWaiting && r.Why == WhyCPU && (t.state == Ready || t.cpu || t.sleep && t.due <= r.At)
}

// check returns what is wrong with r, "" for nothing.
func (v *validator) check(r Record) string {
	if !r.Kind.known() {
		return notAllowed("kind", uint64(r.Kind), 1, uint64(kinds)-1)
	}
	if r.At < v.at {
		return "time goes back from " + nanos(v.at) + " to " + nanos(r.At)
	}
	v.at = r.At
	if r.Text < 0 || int(r.Text) >= v.texts {
		return "string " + strconv.Itoa(int(r.Text)) + " is not in the table, which has 0 to " + strconv.Itoa(v.texts-1)
	}
	if field := r.unexpectedField(); field != "" {
		return field + " is set, which this kind does not use"
	}
	if problem := v.checkTask(r); problem != "" {
		return problem
	}
	if problem := v.checkRefs(r); problem != "" {
		return problem
	}
	if problem := v.checkHold(r); problem != "" {
		return problem
	}
	return v.checkConn(r)
}

// checkTask checks the record's task and takes it to its next state.
func (v *validator) checkTask(r Record) string {
	if r.Kind == TaskMade {
		return v.addTask(r.Task)
	}
	if r.Task == 0 && !r.Kind.needsTask() {
		return ""
	}
	if !v.exists(int64(r.Task)) {
		return "task " + strconv.Itoa(int(r.Task)) + " was not made"
	}
	t := &v.tasks[r.Task-1]
	if t.state == ended {
		return "task " + strconv.Itoa(int(r.Task)) + " has ended"
	}
	if next := transitions[r.Kind]; next.changes() {
		return v.checkTransition(t, r, next)
	}
	if r.Kind == TaskThread {
		if t.state != Ready {
			return "task " + strconv.Itoa(int(r.Task)) + " is " + t.state.String() + ", too late for a thread of its own"
		}
		t.thread = true
	}
	return ""
}

func (v *validator) addTask(id TaskID) string {
	if next := TaskID(len(v.tasks) + 1); id != next {
		return "task " + strconv.Itoa(int(id)) + " is made, tasks are numbered in order and the next is " + strconv.Itoa(int(next))
	}
	v.tasks = append(v.tasks, taskState{state: Ready})
	return ""
}

func (v *validator) checkTransition(t *taskState, r Record, next transition) string {
	name := "task " + strconv.Itoa(int(r.Task))
	switch {
	case !next.allows(t.state) && !t.wantsCPU(r):
		return name + " is " + t.state.String() + " and cannot become " + next.to.String()
	case r.Kind == TaskRunning && v.running != 0 && !t.thread:
		return name + " runs while task " + strconv.Itoa(int(v.running)) + " is running"
	case r.Kind == TaskRunning && t.state == Waiting && !t.sleep && !t.cpu:
		return name + " runs without having been made ready: only a sleeper may"
	case r.Kind == TaskRunning && t.state == Waiting && t.sleep && r.At < t.due:
		return name + " runs at " + nanos(r.At) + ", its sleep is due at " + nanos(t.due)
	case r.Kind == TaskWaiting && !r.Why.known():
		return notAllowed("reason", uint64(r.Why), 1, uint64(whys)-1)
	case r.Kind == TaskWaiting && (r.Why == WhySleep || r.Arg != 0) && r.Arg < r.At:
		return "the wait is due at " + nanos(r.Arg) + ", before it begins at " + nanos(r.At)
	}
	switch {
	case next.to == Running && !t.thread:
		v.running = r.Task
	case v.running == r.Task:
		v.running = 0
	}
	t.state, t.sleep, t.cpu, t.due = next.to, r.Why == WhySleep, r.Why == WhyCPU, r.Arg
	return ""
}

func nanos(ns int64) string { return strconv.FormatInt(ns, 10) + " ns" }
