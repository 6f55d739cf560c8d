package async_test

import (
	"strconv"
	"strings"

	"pgregory.net/rapid"
)

// operations are what a script's task can do. The package has one implementation (stage_test.go), and the naive reference
// another (reference_test.go); the script must not tell them apart. Numbers are milliseconds.
type operations interface {
	log(line string)
	sleep(n int) error
	spawn(s *script)
	await(i int) error // the task i spawned by any, around the corner
	cancel(i int)
	timeout(n int, fn func() error) error
	shielded(fn func() error) error
	nursery(children []*script, fn func() error) error
	gather(children []*script) error
	settled(children []*script) (outcomes string, err error)
	wait(until, n int) (done string, err error) // for all that were spawned
	completed(n int) (order string, err error)  // as they end
	lock(i int, fn func() error) error
	permit(fn func() error) error
	bell() error
	ring(on bool)
	put(n int) error
	get() (int, error)
	standby() error // for the condition under lock 0
	notify(n int) error
	barrier() (index int, err error) // of three
	reset(broken bool)
	token(fn func() error) error
	tokens(n int) error
	shield(i int) error
	race(children []*script) error
	promised() (int, error)
	settle(n int, err error) error // the future the next ones get
	renounce() (was bool)          // cancels it
	promise()                      // makes another
}

// script is a random program: a task that does its moves one after another, and ends at the first error unless it
// is stubborn.
type script struct {
	name     string
	moves    []move
	stubborn bool
}

type move struct {
	kind     string
	n, i     int
	body     []move
	children []*script
}

var (
	plain = []string{"sleep", "sleep", "work", "fail", "spawn", "await", "cancel", "cancel", "wait", "completed", "bell", "ring", "clear", "put", "get",
		"shield", "standby", "notify", "barrier", "barrier", "abort", "reset", "tokens", "promised", "promised", "settle", "renounce", "promise"}
	nested = []string{"timeout", "timeout", "shielded", "nursery", "gather", "settled", "lock", "lock", "permit", "race", "token", "watch", "tell"}
)

// play does what the script says.
func (s *script) play(on operations) error {
	err := s.run(on, s.moves)
	if err != nil {
		on.log("ends with " + err.Error())
	}
	return err
}

func (s *script) run(on operations, moves []move) error {
	for _, m := range moves {
		said, err := s.move(on, m)
		on.log(strings.TrimSpace(m.kind + " " + said + " " + errorText(err)))
		if err != nil && !s.stubborn {
			return err
		}
	}
	return nil
}

func (s *script) move(on operations, m move) (said string, err error) {
	body := func() error { return s.run(on, m.body) }
	switch m.kind {
	case "sleep":
		err = on.sleep(m.n)
	case "fail":
		err = errBoom
	case "spawn":
		on.spawn(m.children[0])
	case "await":
		err = on.await(m.i)
	case "cancel":
		on.cancel(m.i)
	case "wait":
		return on.wait(1+m.i%3, m.n-1)
	case "completed":
		return on.completed(m.n - 1)
	case "bell":
		err = on.bell()
	case "ring", "clear":
		on.ring(m.kind == "ring")
	case "put":
		err = on.put(m.i)
	case "get":
		m.n, err = on.get()
		said = strconv.Itoa(m.n)
	case "timeout":
		err = on.timeout(m.n, body)
	case "shielded":
		err = on.shielded(body)
	case "nursery":
		err = on.nursery(m.children, body)
	case "gather":
		err = on.gather(m.children)
	case "settled":
		return on.settled(m.children)
	case "lock":
		err = on.lock(m.i%2, body)
	case "permit":
		err = on.permit(body)
	case "token":
		err = on.token(body)
	case "race":
		err = on.race(m.children)
	default:
		return s.other(on, m)
	}
	return said, err
}

// other does the moves of conditions, barriers, limiters and futures.
func (s *script) other(on operations, m move) (said string, err error) {
	switch m.kind {
	case "shield":
		err = on.shield(m.i)
	case "standby":
		err = on.standby()
	case "notify":
		err = on.notify(m.n)
	case "watch":
		err = on.lock(0, on.standby)
	case "tell":
		err = on.lock(0, func() error { return on.notify(m.n) })
	case "barrier":
		m.n, err = on.barrier()
		said = strconv.Itoa(m.n)
	case "abort", "reset":
		on.reset(m.kind == "abort")
	case "tokens":
		err = on.tokens(m.i % 4)
	case "promised":
		m.n, err = on.promised()
		said = strconv.Itoa(m.n)
	case "settle":
		var boom error
		if m.i%4 == 0 {
			boom = errBoom
		}
		err = on.settle(m.n, boom)
	case "renounce":
		said = strconv.FormatBool(on.renounce())
	case "promise":
		on.promise()
	}
	return said, err
}

// writer draws scripts, each with a name of its own.
type writer struct {
	t *rapid.T
	n int
}

func (w *writer) script(depth int) *script {
	w.n++
	s := &script{name: "t" + strconv.Itoa(w.n), stubborn: rapid.IntRange(0, 4).Draw(w.t, "stubborn") == 0}
	s.moves = w.moves(depth)
	return s
}

func (w *writer) moves(depth int) (moves []move) {
	for range rapid.IntRange(0, 5).Draw(w.t, "moves") {
		kinds := plain
		if depth > 0 && rapid.Bool().Draw(w.t, "nested") {
			kinds = nested
		}
		m := move{
			kind: rapid.SampledFrom(kinds).Draw(w.t, "kind"),
			n:    rapid.IntRange(0, 6).Draw(w.t, "n"), i: rapid.IntRange(0, 20).Draw(w.t, "i"),
		}
		switch m.kind {
		case "timeout", "shielded", "lock", "permit", "nursery", "token":
			m.body = w.moves(depth - 1)
		}
		switch m.kind {
		case "spawn":
			m.children = []*script{w.script(max(depth-1, 0))}
		case "nursery", "gather", "settled", "race":
			for range rapid.IntRange(0, 3).Draw(w.t, "children") {
				m.children = append(m.children, w.script(depth-1))
			}
		}
		moves = append(moves, m)
		if w.n > 40 {
			break
		}
	}
	return moves
}

func (s *script) GoString() string {
	stubborn := ""
	if s.stubborn {
		stubborn = " stubborn"
	}
	return s.name + stubborn + show(s.moves)
}

func show(moves []move) string {
	var b strings.Builder
	b.WriteString("{")
	for _, m := range moves {
		b.WriteString(" " + m.kind + " " + strconv.Itoa(m.n) + "," + strconv.Itoa(m.i))
		for _, c := range m.children {
			b.WriteString(" " + c.GoString())
		}
		if m.body != nil {
			b.WriteString(" " + show(m.body))
		}
		b.WriteString(";")
	}
	return b.String() + " }"
}
