package main

import (
	"errors"
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var thorough = flag.Bool("real", false, "compare 500 programs with CPython's asyncio, not 60")

// No task may do otherwise, or at another instant, than in asyncio, but by a deviation with a name. In which order
// tasks do it within an instant is counted.
func TestEngineDoesAsAsyncio(t *testing.T) {
	n := 60
	if *thorough {
		n = 500
	}
	py := requirePython(t)
	counts, differ, err := tally(py, n, 1, verdict.differs)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("CPython %s\n%s", py.Version, counts)
	examples, err := shrinkAll(py, differ[:min(10, len(differ))])
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range examples {
		t.Errorf("%s", e.result)
	}
}

func requirePython(t *testing.T) *python {
	t.Helper()
	py, err := startPython()
	if errors.Is(err, errNoPython) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { py.Close() })
	return py
}

// An operation that a player cannot do fails in every program, and would never be compared.
func TestEveryOperationIsDone(t *testing.T) {
	py, done := requirePython(t), map[string]bool{}
	for i := range 150 {
		r, err := compare(generate(2, i), py)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range append(r.Engine, r.Asyncio.Log...) {
			if strings.Contains(l.Text, " error ") {
				t.Fatalf("program %d: an error without a name\n%s", i, r)
			}
		}
		for _, l := range r.Asyncio.Log {
			done[firstWord(l.Text)] = done[firstWord(l.Text)] || strings.HasSuffix(l.Text, " ok") || l.Text == "fail boom"
		}
	}
	for _, k := range operations {
		if !done[k.name] {
			t.Errorf("%s ends well in no program", k.name)
		}
	}
}

func firstWord(text string) string {
	word, _, _ := strings.Cut(text, " ")
	return word
}

// Each deviation is marked in the program that shows it.
func TestDeviationsAreMarked(t *testing.T) {
	py := requirePython(t)
	sleep := &op{Kind: "sleep", N: 2}
	for _, c := range []struct {
		mark  string
		tasks [][]*op
	}{
		{"granted", [][]*op{{{Kind: "acquire", Of: 1}, sleep}, {{Kind: "release", Of: 1}, {Kind: "cancel"}}}},
		{"", [][]*op{{{Kind: "event_wait"}, sleep}, {{Kind: "event_set"}, {Kind: "cancel"}}}},
		{"handed", [][]*op{{{Kind: "get"}}, {{Kind: "put"}, {Kind: "get_nowait"}}}},
		{"unbegun", [][]*op{{{Kind: "group", Tasks: []*task{{Name: "k1", Ops: []*op{sleep}}}, Body: []*op{{Kind: "fail"}}}}}},
		{"left", [][]*op{{{Kind: "barrier", Of: 1}}, {{Kind: "cancel"}, {Kind: "barrier", Of: 1}}}},
		{"leaving", [][]*op{{{Kind: "barrier", Of: 1}}, {{Kind: "barrier", Of: 1}}, {{Kind: "barrier", Of: 1}}}},
		{"both", [][]*op{{{Kind: "group", Tasks: []*task{{Name: "k1", Ops: []*op{{Kind: "cancel"}, {Kind: "fail"}}}}}}}},
		{"earlier", [][]*op{{{Kind: "cancel"}, {Kind: "timeout", Body: []*op{{Kind: "gather", Tasks: []*task{{Name: "k1"}}}}}}}},
		{"ahead", [][]*op{{sleep}, {{Kind: "await"}}, {{Kind: "shield"}}}},
		{"inside", [][]*op{{{Kind: "timeout", N: 1, Body: []*op{{Kind: "group", Tasks: []*task{{Name: "k1", Ops: []*op{sleep}}}}}}}}},
		{"", [][]*op{{sleep, {Kind: "event_wait"}}, {{Kind: "cancel"}}}},
	} {
		p := &program{Barriers: [2]int{1, 2}}
		for i, ops := range c.tasks {
			p.Tasks = append(p.Tasks, &task{Name: topName(i), Ops: ops})
		}
		a, err := py.play(p)
		if err != nil {
			t.Fatal(err)
		}
		var marked []string
		for _, m := range a.Marks {
			marked = append(marked, m.Deviation)
		}
		slices.Sort(marked)
		if got := strings.Join(slices.Compact(marked), " "); got != c.mark {
			t.Errorf("marked %q, want %q in\n%s", got, c.mark, p)
		}
	}
}

// Whoever meets a deviation finds it in the table of what is asyncio's and what is trio's.
func TestDeviationsAreInTheTable(t *testing.T) {
	text, err := os.ReadFile("../../RATIONALE.md")
	if err != nil {
		t.Fatal(err)
	}
	for name := range deviations {
		if !regexp.MustCompile("(?m)^\\|.*`" + name + "`.*\\|$").Match(text) {
			t.Errorf("RATIONALE.md has no row for what asyncio's player marks as %q", name)
		}
	}
}

func TestClassify(t *testing.T) {
	begin, nap, end := line{0, "t0", "begins"}, line{1, "t0", "sleep ok"}, line{1, "t0", "ends ok"}
	other, late := line{1, "t1", "begins"}, line{2, "t0", "ends ok"}
	for _, c := range []struct {
		asyncio, engine []line
		marks           []mark
		want            verdict
	}{
		{[]line{begin, nap, end}, []line{begin, nap, end}, nil, same},
		{[]line{begin, nap, other, end}, []line{begin, nap, end, other}, nil, order},
		{[]line{begin, nap, end}, []line{begin, end}, nil, detour},
		{[]line{begin, nap, end}, []line{begin, nap, late}, nil, instant},
		{[]line{begin, nap, end}, []line{begin, nap, {1, "t0", "ends boom"}}, nil, ending},
		{[]line{begin, nap, end}, []line{begin, nap}, nil, endless},
		{[]line{begin, nap, end}, []line{begin, nap, late}, []mark{{"granted", 1, 2}}, granted},
		{[]line{begin, nap, end}, []line{begin, late}, []mark{{"granted", 1, 2}}, instant},      // before the mark
		{[]line{begin, nap, end}, []line{begin, nap, late}, []mark{{"granted", 0, 1}}, instant}, // long after it
	} {
		r := &result{Asyncio: answer{c.asyncio, c.marks}, Engine: c.engine}
		if got := r.classify(); got != c.want {
			t.Errorf("%v against %v: %q, want %q", c.asyncio, c.engine, got, c.want)
		}
	}
}

func TestShrinkLeavesWhatIsNeeded(t *testing.T) {
	needed := func(p *program) bool {
		found := map[string]bool{}
		p.eachOp(func(o *op, _ int) { found[o.Kind] = found[o.Kind] || len(o.Tasks) > 0 || o.Kind == "cancel" })
		return found["gather"] && found["cancel"]
	}
	i := 0
	for !needed(generate(1, i)) {
		i++
	}
	p := shrink(generate(1, i), needed)
	_, got, _ := strings.Cut(p.String(), "\n") // behind the line of sizes
	if n := strings.Count(got, "\n"); n > 7 || !strings.Contains(got, ".cancel()") || !strings.Contains(got, "await gather(k") {
		t.Errorf("not small:\n%s", got)
	}
}
