package trace

import (
	"errors"
	"strconv"
)

// Validate reports the first record that no run could have written: time that goes back, a task used before
// it is made or after its end, a change of state that does not exist, two tasks running at once on one thread, a
// connection used at an end that is not open or is the other side's, a string that is not in the
// table, a field its kind does not use. The error names the record's index. A trace that stops in the
// middle of a run is valid.
func Validate(tr *Trace) error {
	v := validator{texts: max(len(tr.texts), 1), ends: map[End]endState{}, held: map[int32]TaskID{}}
	for i, r := range tr.All() {
		if problem := v.check(r); problem != "" {
			return errors.New("trace: record " + strconv.Itoa(i) + " (" + r.Kind.String() + "): " + problem)
		}
	}
	return nil
}

// validator is what has to be known of the records so far to judge the next.
type validator struct {
	texts   int
	at      int64
	tasks   []taskRule // task n is entry n-1
	running TaskID     // on the loop; tasks with threads of their own run beside it
	ends    map[End]endState
	held    map[int32]TaskID // resources, by whom
}

type taskRule struct {
	state  State
	sleep  bool  // it waits for a timer,
	due    int64 // which is due at this instant
	cpu    bool  // it waits for a core or the interpreter lock
	thread bool  // it has a thread of its own
}

// wantsCPU reports whether r has the task wait for a core, which it may in any state in which it could go on.
func (t *taskRule) wantsCPU(r Record) bool {
	return r.Kind == TaskWaiting && r.Why == WhyCPU && (t.state == Ready || t.cpu || t.sleep && t.due <= r.At)
}

// check returns what is wrong with r, "" when nothing is.
func (v *validator) check(r Record) string {
	if !r.Kind.known() {
		return allowed("kind", uint64(r.Kind), 1, uint64(kinds)-1)
	}
	if r.At < v.at {
		return "time goes back from " + nanos(v.at) + " to " + nanos(r.At)
	}
	v.at = r.At
	if r.Text < 0 || int(r.Text) >= v.texts {
		return "string " + strconv.Itoa(int(r.Text)) + " is not in the table, which has 0 to " + strconv.Itoa(v.texts-1)
	}
	if field := r.unused(); field != "" {
		return field + " is set, which this kind does not use"
	}
	if problem := v.task(r); problem != "" {
		return problem
	}
	if problem := v.refs(r); problem != "" {
		return problem
	}
	if problem := v.hold(r); problem != "" {
		return problem
	}
	return v.conn(r)
}

// task checks the record's task and takes it to its next state.
func (v *validator) task(r Record) string {
	if r.Kind == TaskMade {
		return v.make(r.Task)
	}
	if r.Task == 0 && !r.Kind.needsTask() {
		return ""
	}
	if !v.made(int64(r.Task)) {
		return "task " + strconv.Itoa(int(r.Task)) + " was not made"
	}
	t := &v.tasks[r.Task-1]
	if t.state == ended {
		return "task " + strconv.Itoa(int(r.Task)) + " has ended"
	}
	if next := transitions[r.Kind]; next.changes() {
		return v.change(t, r, next)
	}
	if r.Kind == TaskThread {
		if t.state != Ready {
			return "task " + strconv.Itoa(int(r.Task)) + " is " + t.state.String() + ", too late for a thread of its own"
		}
		t.thread = true
	}
	return ""
}

func (v *validator) make(id TaskID) string {
	if next := TaskID(len(v.tasks) + 1); id != next {
		return "task " + strconv.Itoa(int(id)) + " is made, tasks are numbered in order and the next is " + strconv.Itoa(int(next))
	}
	v.tasks = append(v.tasks, taskRule{state: Ready})
	return ""
}

func (v *validator) change(t *taskRule, r Record, next transition) string {
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
		return allowed("reason", uint64(r.Why), 1, uint64(whys)-1)
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
