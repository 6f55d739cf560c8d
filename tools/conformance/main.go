// Command conformance plays random programs on CPython's own asyncio, with a clock that jumps, and on the engine, and
// compares the logs of all tasks. It prints how many programs agree, and shrunk examples of programs that differ. Its test
// demands that programs differ only by deviations that RATIONALE.md names.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
)

func main() {
	n := flag.Int("n", 2000, "how many programs")
	seed := flag.Uint64("seed", 1, "which programs: the same seed, the same programs")
	shrunk := flag.Int("shrink", 40, "how many of those that differ are made small")
	orders := flag.Bool("order", false, "make those small instead that differ in the order within an instant only")
	flag.Parse()
	shown := verdict.differs
	if *orders {
		shown = func(v verdict) bool { return v == order }
	}
	if err := run(*n, *seed, *shrunk, shown); err != nil {
		fmt.Fprintln(os.Stderr, "conformance:", err)
		os.Exit(1)
	}
}

func run(n int, seed uint64, shrunk int, shown func(v verdict) bool) error {
	py, err := startPython()
	if err != nil {
		return err
	}
	defer py.Close()
	counts, found, err := tally(py, n, seed, shown)
	if err != nil {
		return err
	}
	fmt.Printf("%d programs of seed %d, CPython %s\n\n%s", n, seed, py.Version, counts)
	examples, err := shrinkAll(py, found[:min(shrunk, len(found))])
	if err != nil {
		return err
	}
	for _, e := range examples {
		fmt.Printf("\n%d like this: %s\n", e.count, e.result)
	}
	return nil
}

// counts is the number of programs by verdict.
type counts map[verdict]int

func (c counts) String() string {
	var b strings.Builder
	for _, v := range verdicts {
		if c[v] > 0 {
			fmt.Fprintf(&b, "%7d  %s\n", c[v], v)
		}
	}
	return b.String()
}

// tally compares the first n programs of a seed and returns those whose verdict is to be shown.
func tally(py *python, n int, seed uint64, shown func(v verdict) bool) (c counts, found []*result, err error) {
	c = counts{}
	for i := range n {
		r, err := compare(generate(seed, i), py)
		if err != nil {
			return c, found, fmt.Errorf("program %d of seed %d: %w", i, seed, err)
		}
		c[r.Verdict]++
		if shown(r.Verdict) {
			found = append(found, r)
		}
	}
	return c, found, nil
}
