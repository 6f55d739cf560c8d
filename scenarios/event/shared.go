package event

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
)

// shared is what the tasks of a run share.
type shared struct {
	gun, allMade *async.Event
	items        *async.Queue[int]
	work         []time.Duration // for each item
	early        int             // items begun before all were made
	done         int             // items processed
	gaveUp       int             // tasks for which the gun came too late
}

func (e *event) newShared(t *engine.Task) *shared {
	b := &shared{gun: async.NewEvent(t, "gun"), allMade: async.NewEvent(t, "all data"), items: async.NewQueue[int](t, "items", 0)}
	for range e.items {
		b.work = append(b.work, e.work+time.Duration(t.Rand().Int64N(int64(e.spread)+1)))
	}
	return b
}

// begin notes that a processor begins with an item.
func (b *shared) begin(t *engine.Task, item int) {
	number := strconv.Itoa(item + 1)
	t.Label(number)
	t.Log("item " + number + " begun")
	if !b.allMade.IsSet() {
		b.early++
	}
}

// end notes that an item is processed, and announces the end with the last one.
func (b *shared) end(t *engine.Task, item int) {
	t.Log("item " + strconv.Itoa(item+1) + " done")
	t.Label("")
	b.done++
	if b.done == len(b.work) {
		t.Log("complete")
	}
}

// text is the result of a variant.
func (b *shared) text() string {
	if b.gaveUp > 0 {
		return "no gun: " + strconv.Itoa(b.gaveUp) + " tasks gave up"
	}
	return strconv.Itoa(b.done) + " items, " + strconv.Itoa(b.early) + " begun before all were made"
}
