package async

import (
	"errors"
	"iter"

	"overlap/engine"
)

var (
	// ErrGeneratorEnded is the error of resuming a generator that has ended. (Python's coroutines raise a RuntimeError, its
	// generators another StopIteration.)
	ErrGeneratorEnded = errors.New("async: cannot resume a generator that has ended")

	errNotBegun = errors.New("async: cannot send to a generator that has not begun: Next begins it")
	errRunning  = errors.New("async: the generator is already running")
)

// StopIteration is the error of resuming a generator when it ends instead of yielding, as Python's.
type StopIteration[R any] struct{ Value R }

func (e *StopIteration[R]) Error() string { return "async: the generator has ended" }

// Generator is a function that is suspended where it yields and resumed with a value that is sent to it, as Python's
// generators, of which its coroutines are made. It takes S, yields Y and returns R. It runs without a loop and must not
// wait; its caller gets what it yields.
type Generator[S, Y, R any] struct {
	resume func() (Y, bool)
	stop   func()
	sent   S
	result R
	state  string
}

// generatorExit unwinds a generator that is closed while suspended, as Python's GeneratorExit.
type generatorExit struct{}

// NewGenerator returns a generator that has not begun. It is closed at the end of the run.
func NewGenerator[S, Y, R any](t *engine.Task, body func(yield func(Y) S) R) *Generator[S, Y, R] {
	g := &Generator[S, Y, R]{state: "created"}
	g.resume, g.stop = iter.Pull(func(yield func(Y) bool) {
		defer func() {
			if p := recover(); p != nil {
				if _, closed := p.(generatorExit); !closed {
					panic(p)
				}
			}
		}()
		g.result = body(func(y Y) S {
			if !yield(y) {
				panic(generatorExit{})
			}
			return g.sent
		})
	})
	t.Loop().OnClose(g.Close)
	return g
}

// Next runs the generator to its next yield, as Python's next and send(None).
func (g *Generator[S, Y, R]) Next() (Y, error) {
	var none S
	return g.send(none)
}

// Send resumes the generator, whose yield returns v, and returns what it yields next. If it ends instead, the error is a
// *StopIteration with its result, and ErrGeneratorEnded from then on.
func (g *Generator[S, Y, R]) Send(v S) (Y, error) {
	if g.state == "created" {
		var none Y
		return none, errNotBegun
	}
	return g.send(v)
}

func (g *Generator[S, Y, R]) send(v S) (y Y, err error) {
	switch g.state {
	case "closed":
		return y, ErrGeneratorEnded
	case "running":
		return y, errRunning
	}
	g.sent, g.state = v, "running"
	y, ok := g.resume()
	if !ok {
		g.state = "closed"
		return y, &StopIteration[R]{Value: g.result}
	}
	g.state = "suspended"
	return y, nil
}

// Close ends the generator where it is suspended: its deferred calls run, as finally does after GeneratorExit. Closing an
// ended generator does nothing.
func (g *Generator[S, Y, R]) Close() {
	if g.state == "running" { // by its own body, which cannot be unwound while it calls
		return
	}
	g.state = "closed"
	g.stop()
}

// State returns "created", "running", "suspended" or "closed", as inspect.getgeneratorstate.
func (g *Generator[S, Y, R]) State() string { return g.state }
