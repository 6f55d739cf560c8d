package engine_test

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/trace"
	"pgregory.net/rapid"
)

// A script is a random program: each of its tasks makes its moves one after another. The engine plays it
// (here), and so does the naive model of reference_test.go.
type script struct {
	moves    []move
	stubborn bool // goes on when it is cancelled
}

type move struct {
	kind  kind
	n     int     // milliseconds, or which task
	lot   int     // which lot
	child *script // of spawn
}

type kind int

const (
	sleep kind = iota
	work
	spawn
	await
	cancel
	park
	parkUntil
	wake
	wakeAll
	wakeAt
	kinds
)

var kindNames = [kinds]string{"sleep", "work", "spawn", "await", "cancel", "park", "parkUntil", "wake", "wakeAll", "wakeAt"}

// GoString is what rapid prints of a script that shows a bug.
func (s *script) GoString() string {
	var b strings.Builder
	if s.stubborn {
		b.WriteString("stubborn ")
	}
	for _, m := range s.moves {
		b.WriteString(kindNames[m.kind] + "(" + strconv.Itoa(m.n) + "," + strconv.Itoa(m.lot))
		if m.child != nil {
			b.WriteString(": " + m.child.GoString())
		}
		b.WriteString(") ")
	}
	return b.String()
}

const lots = 2

// scripts draws a program whose main task starts some others before anything else.
func scripts() *rapid.Generator[*script] {
	return rapid.Custom(func(t *rapid.T) *script {
		s := moves(2).Draw(t, "main")
		for range rapid.IntRange(1, 5).Draw(t, "tasks") {
			s.moves = append([]move{{kind: spawn, child: moves(1).Draw(t, "task")}}, s.moves...)
		}
		return s
	})
}

// moves draws what a task does, with children down to a depth.
func moves(depth int) *rapid.Generator[*script] {
	return rapid.Custom(func(t *rapid.T) *script {
		s := &script{stubborn: rapid.IntRange(0, 3).Draw(t, "stubborn") == 0}
		for range rapid.IntRange(0, 8).Draw(t, "moves") {
			m := move{
				kind: kind(rapid.IntRange(0, int(kinds)-1).Draw(t, "kind")),
				n:    rapid.IntRange(0, 4).Draw(t, "n"), lot: rapid.IntRange(0, lots-1).Draw(t, "lot"),
			}
			if m.kind == spawn && depth > 0 {
				m.child = moves(depth-1).Draw(t, "child")
			}
			s.moves = append(s.moves, m)
		}
		return s
	})
}

// stage is one play of a script by the engine.
type stage struct {
	lots  [lots]*engine.Lot
	tasks []*engine.Task // task n is entry n-1
	slow  bool           // keep the loop from leaping over sleeps
}

func newStage(l *engine.Loop, s *script) *stage {
	st := &stage{}
	for i := range st.lots {
		st.lots[i] = l.NewLot(trace.WhyEvent, "lot", int32(i))
	}
	st.tasks = append(st.tasks, l.Main("main", func(t *engine.Task) error { return st.play(t, s) }))
	return st
}

func (st *stage) play(t *engine.Task, s *script) error {
	for _, m := range s.moves {
		if st.slow {
			t.Loop().Post(func() {})
		}
		if err := st.move(t, m); engine.IsCancelled(err) && !s.stubborn {
			return err
		} else if err != nil && !engine.IsCancelled(err) && !errors.Is(err, engine.ErrDeadline) {
			panic(err)
		}
	}
	return nil
}

func (st *stage) move(t *engine.Task, m move) error {
	d, lot, other := time.Duration(m.n)*ms, st.lots[m.lot], st.tasks[m.n*7%len(st.tasks)]
	switch m.kind {
	case sleep:
		return t.Sleep(d)
	case work:
		t.Work(d)
	case spawn:
		if m.child != nil {
			st.tasks = append(st.tasks, t.Go("k", func(t *engine.Task) error { return st.play(t, m.child) }))
		}
	case await:
		if other != t {
			return t.Await(other)
		}
	case cancel:
		other.Cancel("why")
	case park:
		return lot.Park(t)
	case parkUntil:
		return lot.ParkUntil(t, t.Now()+d)
	case wake:
		lot.Wake()
	case wakeAll:
		lot.WakeAll()
	case wakeAt:
		lot.WakeAt(t.Now() + d)
	}
	return nil
}
