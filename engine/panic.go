package engine

import (
	"runtime"
	"strconv"
)

// PanicError is what a run ends with when a task, or a call that the loop made, panicked.
type PanicError struct {
	Task  string // "" for a call
	Value any
	Stack string // of the task where it panicked, as the runtime prints it; for people, it differs from run to run
}

func newPanicError(t *Task, value any) *PanicError {
	stack := make([]byte, 16<<10)
	e := &PanicError{Value: value, Stack: string(stack[:runtime.Stack(stack, false)])}
	if t != nil {
		e.Task = t.name
	}
	return e
}

func (e *PanicError) Error() string {
	text := "a value that is neither an error nor a string"
	switch v := e.Value.(type) {
	case error:
		text = v.Error()
	case string:
		text = v
	}
	if e.Task == "" {
		return "engine: a callback panicked: " + text
	}
	return "engine: task " + strconv.Quote(e.Task) + " panicked: " + text
}

// guard makes a call of somebody else's. A panic in it ends the run with an error, as one in a task does.
func (l *Loop) guard(call func()) {
	defer func() {
		switch p := recover().(type) {
		case nil, unwind:
		default:
			l.Fail(newPanicError(nil, p))
		}
	}()
	call()
}
