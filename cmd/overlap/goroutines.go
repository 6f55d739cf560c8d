package main

import (
	"bufio"
	"errors"
	"io"
	"path/filepath"
	"strings"

	"golang.org/x/exp/trace"
)

// goroutines makes a trace of a Go program's execution trace: each goroutine is a task with a thread of its own.
type goroutines struct {
	lanes map[trace.GoID]*lane
	lines []goLine
	began trace.Time
	root  string // of Go's own source files, where the program was built; "" before a stack tells
}

// lane is a goroutine.
type lane struct {
	name   string
	number int  // 0 before its first line is written
	hidden bool // it is the runtime's
	runs   bool // as far as the lines say
	asleep int  // index of the line of the sleep that it is in, -1 for none
}

// goLine is a record to be.
type goLine struct {
	at     int64
	of, by trace.GoID
	kind   string
	more   map[string]any
}

// linesOfGo returns a Go program's execution trace, as runtime/trace and go test -trace write it, as overlap-trace 1.
func linesOfGo(in io.Reader, name string) ([]byte, error) {
	events, err := trace.NewReader(bufio.NewReader(in))
	if err != nil {
		return nil, errors.New("it is no execution trace that this program knows: " + err.Error())
	}
	g := &goroutines{lanes: map[trace.GoID]*lane{}}
	for {
		ev, err := events.ReadEvent()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, errors.New("it is damaged: " + err.Error())
		}
		g.add(&ev)
	}
	return g.write(name), nil
}

// add adds what an event says of goroutines.
func (g *goroutines) add(ev *trace.Event) {
	if g.began == 0 {
		g.began = ev.Time()
	}
	switch ev.Kind() {
	case trace.EventStateTransition:
		if st := ev.StateTransition(); st.Resource.Kind == trace.ResourceGoroutine {
			g.change(ev, &st)
		}
	case trace.EventLog:
		if l := ev.Log(); g.lanes[ev.Goroutine()] != nil {
			g.line(ev, ev.Goroutine(), trace.NoGoroutine, "log", map[string]any{"text": strings.TrimPrefix(l.Category+": "+l.Message, ": ")})
		}
	case trace.EventRegionBegin:
		if g.lanes[ev.Goroutine()] != nil {
			g.line(ev, ev.Goroutine(), trace.NoGoroutine, "labelled", map[string]any{"label": ev.Region().Type})
		}
	}
}

// line adds a record of a goroutine, which another may have caused.
func (g *goroutines) line(ev *trace.Event, of, by trace.GoID, kind string, more map[string]any) {
	g.lines = append(g.lines, goLine{int64(ev.Time() - g.began), of, by, kind, more})
}

// change adds the change of a goroutine's state.
func (g *goroutines) change(ev *trace.Event, st *trace.StateTransition) {
	id := st.Resource.Goroutine()
	from, to := st.Goroutine()
	l := g.lanes[id]
	if l == nil {
		l = g.begin(ev, st, id)
		if to == trace.GoRunnable {
			return
		}
		if to == trace.GoWaiting || to == trace.GoSyscall || to == trace.GoRunning {
			g.run(ev, id, l)
		}
		if to == trace.GoRunning {
			return
		}
	}
	switch {
	case to == trace.GoRunning && from != trace.GoSyscall:
		g.run(ev, id, l)
	case to == trace.GoRunning, to == trace.GoRunnable && from == trace.GoSyscall:
		g.wake(ev, id, l, trace.NoGoroutine)
		if to == trace.GoRunning {
			g.run(ev, id, l)
		}
	case to == trace.GoRunnable && from == trace.GoRunning:
		g.wait(ev, st, id, l, "cpu", "a core")
	case to == trace.GoRunnable:
		g.wake(ev, id, l, ev.Goroutine())
	case to == trace.GoSyscall:
		_, _, call := g.place(st.Stack)
		g.wait(ev, st, id, l, "lock", strings.TrimSuffix("a system call: "+call, ": "))
	case to == trace.GoWaiting:
		if st.Reason == "system goroutine wait" {
			l.hidden = true
		}
		why, text := g.reason(st)
		g.wait(ev, st, id, l, why, text)
	case to == trace.GoNotExist:
		g.line(ev, id, trace.NoGoroutine, "done", nil)
		l.runs = false
	}
}

// begin adds a goroutine that was not seen before.
func (g *goroutines) begin(ev *trace.Event, st *trace.StateTransition, id trace.GoID) *lane {
	function := ""
	for f := range st.Stack.Frames() {
		function = f.Func // the outermost is what the goroutine runs
	}
	from, to := st.Goroutine()
	l := &lane{name: strings.TrimPrefix(function, "main."), asleep: -1}
	switch {
	case function == "runtime.main", id == 1:
		l.name = "main"
	case strings.HasPrefix(function, "runtime."), strings.HasPrefix(function, "runtime/"), function == "" && from == trace.GoUndetermined && to == trace.GoWaiting:
		l.hidden = true
	case function == "":
		l.name = "goroutine"
	}
	g.lanes[id] = l
	_, line, _ := g.place(ev.Stack())
	by := ev.Goroutine()
	if by == id {
		by = trace.NoGoroutine
	}
	g.line(ev, id, by, "made", map[string]any{"line": line})
	g.line(ev, id, trace.NoGoroutine, "thread", nil)
	return l
}

func (g *goroutines) run(ev *trace.Event, id trace.GoID, l *lane) {
	if !l.runs {
		g.line(ev, id, trace.NoGoroutine, "running", nil)
	}
	l.runs = true
}

func (g *goroutines) wait(ev *trace.Event, st *trace.StateTransition, id trace.GoID, l *lane, why, text string) {
	file, line, _ := g.place(st.Stack)
	more := map[string]any{"why": why, "for": text}
	if line > 0 {
		more["line"], more["file"] = line, file
	}
	if l.asleep = -1; why == "sleep" {
		l.asleep = len(g.lines)
	}
	g.line(ev, id, trace.NoGoroutine, "waiting", more)
	l.runs = false
}

// wake adds that a goroutine can go on. The trace says when a sleep ends only then.
func (g *goroutines) wake(ev *trace.Event, id trace.GoID, l *lane, by trace.GoID) {
	if l.asleep >= 0 {
		g.lines[l.asleep].more["due"] = int64(ev.Time() - g.began)
		l.asleep = -1
	}
	g.line(ev, id, by, "ready", nil)
}

// reason says what a goroutine waits for.
func (g *goroutines) reason(st *trace.StateTransition) (why, text string) {
	_, _, call := g.place(st.Stack)
	in := strings.TrimSuffix(" ("+call+")", " ()")
	switch {
	case st.Reason == "sleep":
		return "sleep", ""
	case st.Reason == "chan receive":
		return "lock", "a value from a channel"
	case st.Reason == "chan send":
		return "lock", "room in a channel"
	case st.Reason == "select":
		return "lock", "one of several channels"
	case st.Reason == "network":
		return "lock", "the network" + in
	case strings.Contains(call, "WaitGroup"):
		return "wait", "other goroutines" + in
	case st.Reason == "sync":
		return "lock", "a lock" + in
	case st.Reason == "":
		return "lock", "something since before the trace"
	}
	return "lock", st.Reason + in
}

// place returns the line of the program in a stack, and the function of Go's library that it called.
func (g *goroutines) place(s trace.Stack) (file string, line int, call string) {
	for f := range s.Frames() {
		if i := strings.LastIndex(f.File, "runtime/"); i >= 0 && strings.HasPrefix(f.Func, "runtime.") {
			g.root = f.File[:i]
			continue
		}
		if g.root == "" || !strings.HasPrefix(f.File, g.root) {
			return filepath.Base(f.File), int(f.Line), call
		}
		if !strings.HasPrefix(f.Func, "runtime.") && (call == "" || !strings.Contains(f.Func, "internal/")) {
			call = f.Func
		}
	}
	return "", 0, call
}
