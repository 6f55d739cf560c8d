package async

import (
	"errors"
	"iter"

	"overlap/engine"
)

var (
	// ErrGeneratorEnded is what sending to a generator returns that has ended before. (Python's coroutines raise
	// a RuntimeError, its generators another StopIteration.)
	ErrGeneratorEnded = errors.New("async: cannot resume a generator that has ended")

	errNotBegun = errors.New("async: cannot send to a generator that has not begun: Next begins it")
	errRunning  = errors.New("async: the generator is already running")
)

// StopIteration is what resuming a generator returns when it ends instead of yielding.
type StopIteration[R any] struct{ Value R }

func (e *StopIteration[R]) Error() string { return "async: the generator has ended" }

// Generator is a function that is suspended wherever it yields and resumed with what is sent to it: what Python's
// coroutines are made of. It takes S, yields Y and returns R. It knows no loop, and must not wait; what calls it
// gets what it yields.
type Generator[S, Y, R any] struct {
	resume func() (Y, bool)
	stop   func()
	sent   S
	result R
	state  string
}

// generatorExit unwinds a generator that is closed where it yields, as Python's GeneratorExit.
type generatorExit struct{}

// NewGenerator returns a generator that has not begun. The run's end closes it.
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

// Send resumes the generator with v, which its yield returns, and returns what it yields next. When it ends
// instead, the error is a *StopIteration with its result, and after that ErrGeneratorEnded.
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

// Close ends the generator where it is suspended: its deferred calls run. Closing one that has ended does nothing.
func (g *Generator[S, Y, R]) Close() {
	if g.state == "running" { // by its own body: there is nobody to wait for its end
		return
	}
	g.state = "closed"
	g.stop()
}

// State returns "created", "running", "suspended" or "closed", as inspect.getgeneratorstate.
func (g *Generator[S, Y, R]) State() string { return g.state }
