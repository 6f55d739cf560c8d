package main

import (
	"math/rand/v2"
	"slices"
	"strconv"
)

const (
	depth   = 2  // of operations with operations in them
	maxOps  = 60 // after that many, no operation that holds others is begun
	inTasks = 5  // operations in a task of the program's
	inParts = 3  // and in what is nested
)

// generator makes one program.
type generator struct {
	*rand.Rand
	kinds   []*operation // what this program is made of, once for each of its weight
	scopes  bool         // timeouts and groups are among them
	tasks   int          // of the program's own
	started int          // by operations
	ops     int
	held    []int // locks that the task holds here
}

// generate returns the i-th program of a seed. Each uses about half of the families of operations: a program with
// all of them shows mostly how cancellations meet each other.
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

// topName is what the i-th task of a program is called.
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

// task returns a task with operations. To go on after a cancellation is left to programs without scopes: every wait
// in a cancelled scope is cancelled, and in asyncio only the first.
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

// op returns an operation, or nil where the chosen one has nothing to be done with.
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
	if k.name != "call" { // which is the same task
		g.held = nil
	}
	for range min(k.tasks, 1+g.IntN(3)) {
		g.started++
		o.Tasks = append(o.Tasks, g.task("k"+strconv.Itoa(g.started), top, depth-1))
	}
	g.held = held
	return o
}

// target returns what an operation is done to; false when there is nothing.
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
