// Package charttest runs programs whose traces charts are tested with: small, random, large, and whole scenarios.
package charttest

import (
	"strconv"
	"time"

	"pgregory.net/rapid"

	"overlap/chart/scene"
	"overlap/engine"
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/report"
)

// Random programs run on the real engine, so that their traces are what charts are given.

// Step is what a task of a program does: op is a case of do.
type Step struct {
	Op   int
	D    time.Duration
	Text string
}

// Program is a task and its children.
type Program struct {
	Name, Group string
	Daemon      bool
	Thread      bool // with the interpreter lock
	InTurn      bool // each child begins when the one before has ended
	Steps       []Step
	Children    []Program
}

func drawProgram(t *rapid.T, depth int) Program {
	p := Program{
		Name:   rapid.String().Draw(t, "name"),
		Group:  rapid.SampledFrom([]string{"", "", "db :9002", "<cache>"}).Draw(t, "group"),
		Daemon: rapid.Bool().Draw(t, "daemon"),
		Thread: rapid.Bool().Draw(t, "thread"),
		InTurn: rapid.Bool().Draw(t, "in turn"),
	}
	for range rapid.IntRange(0, 6).Draw(t, "steps") {
		p.Steps = append(p.Steps, Step{
			Op:   rapid.IntRange(0, 9).Draw(t, "op"),
			D:    time.Duration(rapid.SampledFrom([]int64{0, 1, 999, 1e6, 7e6, 1e9}).Draw(t, "ns")),
			Text: rapid.String().Draw(t, "text"),
		})
	}
	if depth > 0 {
		for range rapid.IntRange(0, 4).Draw(t, "children") {
			p.Children = append(p.Children, drawProgram(t, depth-1))
		}
	}
	return p
}

// RunProgram runs p as the main task.
func RunProgram(p Program) scene.Panel {
	l := engine.NewLoop(engine.Config{})
	lock := l.NewLot(trace.WhyLock, "lock", 0)
	l.Main(p.Name, func(t *engine.Task) error { return p.do(t, lock) })
	panel := scene.Panel{Title: p.Name}
	if err := l.Run(); err != nil {
		panel.Failed, panel.Stuck = report.Brief(err), report.Stuck(err)
	}
	defer l.Close()
	panel.Summary = summary.Of(l.Trace())
	panel.Total = l.Report().Ended
	return panel
}

func (p Program) do(t *engine.Task, lock *engine.Lot) error {
	if p.Group != "" {
		t.Group(p.Group)
	}
	var started []*engine.Task
	for _, c := range p.Children {
		start := t.Go
		if c.Thread {
			start = func(name string, fn func(*engine.Task) error) *engine.Task { return t.Thread(name, t.Loop().GIL(), fn) }
		}
		started = append(started, start(c.Name, func(t *engine.Task) error {
			if c.Daemon {
				t.Daemon()
			}
			return c.do(t, lock)
		}))
		if p.InTurn {
			if err := t.Await(started[len(started)-1]); err != nil {
				return err
			}
		}
	}
	for _, s := range p.Steps {
		if err := s.do(t, lock, started); err != nil {
			return err
		}
	}
	return nil
}

func (s Step) do(t *engine.Task, lock *engine.Lot, children []*engine.Task) error {
	switch s.Op {
	case 0:
		return t.Sleep(s.D)
	case 1:
		t.Work(s.D)
	case 2:
		t.Label(s.Text)
	case 3:
		t.Mark(s.Text)
		t.Log(s.Text)
	case 4:
		return lock.ParkUntil(t, t.Now()+s.D)
	case 5:
		lock.Wake()
	case 6:
		for _, c := range children {
			if err := t.Await(c); err != nil {
				return err
			}
		}
	case 7: // listens
		return t.Loop().NewLot(trace.WhyAccept, "clients", 0).ParkUntil(t, t.Now()+s.D)
	case 8:
		t.Gauge(s.Text, int64(s.D))
	case 9:
		return lock.Park(t)
	}
	return nil
}

// DrawPanels draws runs of random programs.
func DrawPanels(t *rapid.T) []scene.Panel {
	var panels []scene.Panel
	for range rapid.IntRange(1, 3).Draw(t, "panels") {
		panels = append(panels, RunProgram(drawProgram(t, 3)))
	}
	return panels
}

// MS is a millisecond in nanoseconds.
const MS = 1e6

// Many makes a program of n tasks that each wait, work and wait.
func Many(n int) scene.Panel {
	p := Program{Name: "main"}
	for i := range n {
		p.Children = append(p.Children, Program{Name: "task " + strconv.Itoa(i+1), Steps: []Step{
			{Op: 2, Text: "label " + strconv.Itoa(i)}, {D: 1e6}, {Op: 1, D: 1e3}, {D: 1e9},
		}})
	}
	p.Steps = []Step{{Op: 6}}
	return RunProgram(p)
}

// Sleeper is a task that sleeps for 10 ms, of a service where group is not "".
func Sleeper(name, group string) Program {
	return Program{Name: name, Group: group, Daemon: group != "", Steps: []Step{{D: 10 * MS}}}
}
