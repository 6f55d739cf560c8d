package chart

import (
	"errors"
	"time"

	"pgregory.net/rapid"

	"overlap/engine"
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// Random programs run on the real engine, so that their traces are what charts are given.

type step struct {
	op   int
	d    time.Duration
	text string
}

type program struct {
	name, group string
	daemon      bool
	thread      bool // with the interpreter lock
	inTurn      bool // each child begins when the one before has ended
	steps       []step
	children    []program
}

func drawProgram(t *rapid.T, depth int) program {
	p := program{
		name:   rapid.String().Draw(t, "name"),
		group:  rapid.SampledFrom([]string{"", "", "db :9002", "<cache>"}).Draw(t, "group"),
		daemon: rapid.Bool().Draw(t, "daemon"),
		thread: rapid.Bool().Draw(t, "thread"),
		inTurn: rapid.Bool().Draw(t, "in turn"),
	}
	for range rapid.IntRange(0, 6).Draw(t, "steps") {
		p.steps = append(p.steps, step{
			op:   rapid.IntRange(0, 9).Draw(t, "op"),
			d:    time.Duration(rapid.SampledFrom([]int64{0, 1, 999, 1e6, 7e6, 1e9}).Draw(t, "ns")),
			text: rapid.String().Draw(t, "text"),
		})
	}
	if depth > 0 {
		for range rapid.IntRange(0, 4).Draw(t, "children") {
			p.children = append(p.children, drawProgram(t, depth-1))
		}
	}
	return p
}

// runProgram runs p as the main task.
func runProgram(p program) Panel {
	l := engine.NewLoop(engine.Config{})
	lock := l.NewLot(trace.WhyLock, "lock", 0)
	l.Main(p.name, func(t *engine.Task) error { return p.do(t, lock) })
	panel := Panel{Title: p.name}
	if err := l.Run(); err != nil {
		panel.Failed, panel.Stuck = err.Error(), stuckIn(err)
	}
	defer l.Close()
	panel.Summary = summary.Of(l.Trace())
	panel.Total = l.Report().Ended
	return panel
}

// stuckIn returns who waits for ever, as package panel does, which these tests cannot import.
func stuckIn(err error) (list []Stuck) {
	var d *engine.DeadlockError
	if errors.As(err, &d) {
		for _, b := range d.Blocked {
			list = append(list, Stuck{Task: b.ID, By: b.ByID})
		}
	}
	return list
}

func (p program) do(t *engine.Task, lock *engine.Lot) error {
	if p.group != "" {
		t.Group(p.group)
	}
	var started []*engine.Task
	for _, c := range p.children {
		start := t.Go
		if c.thread {
			start = func(name string, fn func(*engine.Task) error) *engine.Task { return t.Thread(name, t.Loop().GIL(), fn) }
		}
		started = append(started, start(c.name, func(t *engine.Task) error {
			if c.daemon {
				t.Daemon()
			}
			return c.do(t, lock)
		}))
		if p.inTurn {
			if err := t.Await(started[len(started)-1]); err != nil {
				return err
			}
		}
	}
	for _, s := range p.steps {
		if err := s.do(t, lock, started); err != nil {
			return err
		}
	}
	return nil
}

func (s step) do(t *engine.Task, lock *engine.Lot, children []*engine.Task) error {
	switch s.op {
	case 0:
		return t.Sleep(s.d)
	case 1:
		t.Work(s.d)
	case 2:
		t.Label(s.text)
	case 3:
		t.Mark(s.text)
		t.Log(s.text)
	case 4:
		return lock.ParkUntil(t, t.Now()+s.d)
	case 5:
		lock.Wake()
	case 6:
		for _, c := range children {
			if err := t.Await(c); err != nil {
				return err
			}
		}
	case 7: // listens
		return t.Loop().NewLot(trace.WhyAccept, "clients", 0).ParkUntil(t, t.Now()+s.d)
	case 8:
		t.Gauge(s.text, int64(s.d))
	case 9:
		return lock.Park(t)
	}
	return nil
}

func drawPanels(t *rapid.T) []Panel {
	var panels []Panel
	for range rapid.IntRange(1, 3).Draw(t, "panels") {
		panels = append(panels, runProgram(drawProgram(t, 3)))
	}
	return panels
}

func drawOptions(t *rapid.T) Options {
	return Options{
		Width:      rapid.SampledFrom([]int{0, 1, 320, 479, 480, 640, 1200, 99999}).Draw(t, "width"),
		Axis:       time.Duration(rapid.SampledFrom([]int64{0, 1, 5e9}).Draw(t, "axis")),
		Standalone: rapid.Bool().Draw(t, "standalone"),
		Compact:    rapid.Bool().Draw(t, "compact"),
	}
}
