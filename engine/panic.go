package engine

import (
	"runtime"
	"strconv"
)

// PanicError is what a run ends with when a task panicked.
type PanicError struct {
	Task  string
	Value any
	Stack string // of the task where it panicked, as the runtime prints it; for people, it differs from run to run
}

func newPanicError(t *Task, value any) *PanicError {
	stack := make([]byte, 16<<10)
	return &PanicError{Task: t.name, Value: value, Stack: string(stack[:runtime.Stack(stack, false)])}
}

func (e *PanicError) Error() string {
	text := "a value that is neither an error nor a string"
	switch v := e.Value.(type) {
	case error:
		text = v.Error()
	case string:
		text = v
	}
	return "engine: task " + strconv.Quote(e.Task) + " panicked: " + text
}
