package main

import (
	"math/rand/v2"
	"slices"
	"strconv"
)

const (
	depth   = 2  // of nested operations
	maxOps  = 60 // in a program with that many, no further operation holds others
	inTasks = 5  // most operations in a task of the program
	inParts = 3  // most operations in a nested list
)

// generator makes one program.
type generator struct {
	*rand.Rand
	kinds   []*operation // the operations of this program, each as often as its weight says
	scopes  bool         // kinds has timeouts or groups
	tasks   int          // that the program starts with
	started int          // tasks that operations start
	ops     int
	held    []int // locks that the task holds here
}

// generate returns the i-th program of a seed. A program uses about half of the families of operations, because with all of
// them it would show little but cancellations of cancellations.
func generate(seed uint64, i int) *program {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, uint64(i)))}
	for len(g.kinds) < 12 {
		g.kinds, g.scopes = nil, false
		g.choose()
	}
	g.tasks = 3 + g.IntN(4)
	p := &program{
		Semaphores: [2]int{1, g.IntN(3)}, Queues: [2]int{g.IntN(3), 1}, Barriers: [2]int{2, 1 + g.IntN(3)},
	}
	for top := range g.tasks {
		p.Tasks = append(p.Tasks, g.task(topName(top), top, depth))
	}
	return p
}

// topName returns the name of the i-th task that a program starts with.
func topName(i int) string { return "t" + strconv.Itoa(i) }

// choose draws the families of operations that the program has.
func (g *generator) choose() {
	has := map[string]bool{"": true}
	for i := range operations {
		k := &operations[i]
		chosen, drawn := has[k.family]
		if !drawn {
			chosen = g.IntN(2) == 0
			has[k.family] = chosen
		}
		if chosen {
			g.kinds = append(g.kinds, slices.Repeat([]*operation{k}, k.weight)...)
			g.scopes = g.scopes || k.family == "timeout" || k.family == "group"
		}
	}
}

// task returns a task with operations. Only in programs without scopes may it go on after a cancellation: in a cancelled
// scope of the engine every wait is cancelled, in asyncio only the first.
func (g *generator) task(name string, top, depth int) *task {
	return &task{Name: name, GoesOn: !g.scopes && g.IntN(6) == 0, Ops: g.list(top, depth)}
}

func (g *generator) list(top, depth int) []*op {
	n := inParts
	if depth == 2 {
		n = inTasks
	}
	var ops []*op
	for range 1 + g.IntN(n) {
		if o := g.op(top, depth); o != nil {
			ops = append(ops, o)
		}
	}
	return ops
}

// op returns an operation, or nil when there is no target for the chosen one.
func (g *generator) op(top, depth int) *op {
	k := g.kinds[g.IntN(len(g.kinds))]
	for depth == 0 && (k.body || k.tasks > 0) || g.ops > maxOps && (k.body || k.tasks > 0) {
		k = g.kinds[g.IntN(len(g.kinds))]
	}
	g.ops++
	o := &op{Kind: k.name, N: k.least + g.IntN(k.most-k.least+1)}
	var ok bool
	if o.Of, ok = g.target(k.of, top); !ok {
		return nil
	}
	held := g.held
	if k.body {
		if k.of == freeLock {
			g.held = append(slices.Clone(held), o.Of)
		}
		o.Body = g.list(top, depth-1)
	}
	if k.name != "call" { // a call runs in the same task, which holds its locks
		g.held = nil
	}
	for range min(k.tasks, 1+g.IntN(3)) {
		g.started++
		o.Tasks = append(o.Tasks, g.task("k"+strconv.Itoa(g.started), top, depth-1))
	}
	g.held = held
	return o
}

// target returns op.Of for a kind of target; false when there is no such target.
func (g *generator) target(of target, top int) (int, bool) {
	switch of {
	case thing:
		return g.IntN(2), true
	case freeLock:
		i := g.IntN(2)
		return i, !slices.Contains(g.held, i)
	case anyTask:
		return g.IntN(g.tasks), true
	case earlierTask:
		return g.IntN(max(top, 1)), top > 0
	case until:
		return g.IntN(len(untils)), true
	}
	return 0, true
}
