package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// example is a shrunk program that stands for all programs with the same verdict that shrink to the same operations.
type example struct {
	*result
	count int
}

// shrinkAll shrinks programs and returns an example of each sort, the most frequent first.
func shrinkAll(py *python, differ []*result) ([]*example, error) {
	var examples []*example
	bySort := map[string]*example{}
	for _, r := range differ {
		small, err := compare(shrink(r.Program, func(q *program) bool {
			other, err := compare(q, py)
			return err == nil && other.Verdict == r.Verdict
		}), py)
		if err != nil {
			return nil, err
		}
		sort := string(small.Verdict) + strings.Join(small.Program.kinds(), " ")
		e := bySort[sort]
		if e == nil {
			e = &example{result: small}
			bySort[sort] = e
			examples = append(examples, e)
		}
		e.count++
	}
	slices.SortStableFunc(examples, func(a, b *example) int { return cmp.Compare(b.count, a.count) })
	return examples, nil
}

// kinds returns the names of the operations in the program, each once.
func (p *program) kinds() (names []string) {
	p.eachOp(func(o *op, _ int) { names = append(names, o.Kind) })
	slices.Sort(names)
	return slices.Compact(names)
}

// String shows the program, and both logs side by side.
func (r *result) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n%s\n", r.Verdict, r.Program)
	fmt.Fprintf(&b, "    %-36s | %s\n", "asyncio", "the engine")
	for i := range max(len(r.Asyncio.Log), len(r.Engine)) {
		theirs, ours, note := lineAt(r.Asyncio.Log, i), lineAt(r.Engine, i), ""
		if theirs != ours {
			note = "<--"
		}
		b.WriteString(strings.TrimRight(fmt.Sprintf("    %-36s | %-36s %s", theirs, ours, note), " ") + "\n")
	}
	if r.EngineErr != nil {
		fmt.Fprintf(&b, "the engine's run ended with: %v\n", r.EngineErr)
	}
	return b.String()
}

// lineAt returns the i-th line of a log, "" behind its end.
func lineAt(log []line, i int) string {
	if i >= len(log) {
		return ""
	}
	return fmt.Sprintf("%3d %s %s", log[i].At, log[i].Task, log[i].Text)
}
