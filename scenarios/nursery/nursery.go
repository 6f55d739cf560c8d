// Package nursery is the scenario of a parent who starts two children, and either waits for them or forgets them.
package nursery

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the parent and the children.
var Scenario = &scenarios.Scenario{
	ID:       "nursery",
	Title:    "The nursery: nobody is left behind",
	Question: "A function starts two tasks that need a second each, and has nothing else to do. When does it return, and where are the two then?",
	Topic:    scenarios.WaitingForMany,
	Level:    6,
	Declare:  declare,
}

type nursery struct {
	children   int
	takes, own time.Duration
	shuffled   bool
}

func declare(d *scenarios.Declaration) {
	n := &nursery{}
	d.Int(&n.children, "children", 2, scenarios.Between(1, 50), "Children", "how many tasks the parent starts")
	d.Duration(&n.takes, "takes", time.Second, scenarios.Between(0, time.Minute), "A child sleeps for", "how long each of them takes")
	d.Duration(&n.own, "own", 0, scenarios.Between(0, time.Minute), "The parent’s own part", "how long the parent is busy after it has started them")
	d.Bool(&n.shuffled, "shuffled", true, "Begin in any order", "whether chance decides which child begins first, as in trio")

	d.MainTask("parent")
	d.Variant("nursery", "In a nursery", n.inNursery)
	d.Variant("forgotten", "Started and forgotten", n.forgotten)
	d.Incomparable()
	d.Headline(n.headline)
	d.GuessWhich("The parent starts two children and returns. How many are done by then?", n.doneWhenTheParentLeaves, "0", "1", "2")

	d.Preset("A parent who is busy", "own=500ms")
	d.Preset("A parent who stays anyway", "own=1.5s")
	d.Preset("A big family", "children=8")
	scenarios.Claims(d, n)
}

// inNursery cannot leave the nursery before the last child has ended.
func (n *nursery) inNursery(t *engine.Task) (string, error) {
	done := 0
	err := async.OpenNursery(t, func(open *async.Nursery) error { // [1]
		if n.shuffled {
			open.Scope().Shuffle()
		}
		for i := range n.children {
			open.Go(name(i), n.child(&done))
		}
		return n.parent(t)
	})
	return n.leave(t, done), err
}

// forgotten starts the children and keeps no task that it could wait for.
func (n *nursery) forgotten(t *engine.Task) (string, error) {
	done := 0
	for i := range n.children {
		t.Go(name(i), n.child(&done))
	}
	err := n.parent(t)
	return n.leave(t, done), err
}

// child is what each child does.
func (n *nursery) child(done *int) func(*engine.Task) error {
	return func(t *engine.Task) error {
		t.Log(t.Name() + " begins")
		if err := t.Sleep(n.takes); err != nil { // [2]
			return err
		}
		t.Log(t.Name() + " ends")
		*done++
		return nil
	}
}

// parent is what the parent has to do itself.
func (n *nursery) parent(t *engine.Task) error {
	t.Log("children started")
	return t.Sleep(n.own) // [3]
}

// leave marks that the parent returns, and makes the result.
func (n *nursery) leave(t *engine.Task, done int) string {
	t.Mark("parent leaves")
	return "the parent left when " + strconv.Itoa(done) + " of " + strconv.Itoa(n.children) + " children were done"
}

func name(i int) string { return "child " + strconv.Itoa(i+1) }
