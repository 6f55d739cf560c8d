package main

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
)

// action does an operation on the engine. It returns what the log says of the operation, besides the error.
type action func(a actor, o *op) (said string, err error)

// allActions returns the actions by the names of operations.
func (p *player) allActions() map[string]action {
	return map[string]action{
		"sleep":          func(a actor, o *op) (string, error) { return "", a.t.Sleep(o.duration()) },
		"fail":           func(actor, *op) (string, error) { return "", errBoom },
		"lock":           func(a actor, o *op) (string, error) { return "", p.locks[o.Of].With(a.t, a.body(o)) },
		"semaphore":      func(a actor, o *op) (string, error) { return "", p.semaphores[o.Of].With(a.t, a.body(o)) },
		"acquire":        func(a actor, o *op) (string, error) { return "", p.semaphores[o.Of].Acquire(a.t) },
		"release":        func(a actor, o *op) (string, error) { return "", p.semaphores[o.Of].Release(a.t) },
		"event_wait":     func(a actor, o *op) (string, error) { return "", p.events[o.Of].Wait(a.t) },
		"event_set":      func(a actor, o *op) (string, error) { p.events[o.Of].Set(a.t); return "", nil },
		"event_clear":    func(a actor, o *op) (string, error) { p.events[o.Of].Clear(a.t); return "", nil },
		"put":            func(a actor, o *op) (string, error) { return "", p.queues[o.Of].Put(a.t, o.N) },
		"get":            func(a actor, o *op) (string, error) { return itemText(p.queues[o.Of].Get(a.t)) },
		"put_nowait":     func(a actor, o *op) (string, error) { return "", p.queues[o.Of].TryPut(a.t, o.N) },
		"get_nowait":     func(a actor, o *op) (string, error) { return itemText(p.queues[o.Of].TryGet(a.t)) },
		"task_done":      taskDone,
		"join":           func(a actor, o *op) (string, error) { return "", p.queues[o.Of].Join(a.t) },
		"condition_wait": conditionWait,
		"notify":         notify,
		"barrier":        func(a actor, o *op) (string, error) { _, err := p.barriers[o.Of].Wait(a.t); return "", err },
		"reset":          func(a actor, o *op) (string, error) { p.barriers[o.Of].Reset(a.t); return "", nil },
		"future":         func(a actor, o *op) (string, error) { return itemText(p.futures[o.Of].Await(a.t)) },
		"set_result":     func(a actor, o *op) (string, error) { return "", p.futures[o.Of].Set(o.N) },
		"cancel_future":  func(a actor, o *op) (string, error) { return boolText(p.futures[o.Of].Cancel("")), nil },
		"create_task":    func(a actor, o *op) (string, error) { _, err := async.Start(a.t, a.calls(o)...); return "", err },
		"call":           func(a actor, o *op) (string, error) { _, err := a.calls(o)[0].Await(a.t); return "", err },
		"await":          func(a actor, o *op) (string, error) { _, err := p.tasks[o.Of].Await(a.t); return "", err },
		"shield":         func(a actor, o *op) (string, error) { _, err := async.Shield(a.t, p.tasks[o.Of]); return "", err },
		"cancel":         func(a actor, o *op) (string, error) { return boolText(p.tasks[o.Of].Cancel("")), nil },
		"gather":         func(a actor, o *op) (string, error) { _, err := async.Gather(a.t, a.calls(o)...); return "", err },
		"gather_settled": gatherSettled,
		"wait":           wait,
		"as_completed":   asCompleted,
		"timeout":        func(a actor, o *op) (string, error) { return "", async.Timeout(a.t, o.duration(), a.body(o)) },
		"group":          group,
	}
}

// duration returns N in milliseconds; negative means without a limit.
func (o *op) duration() time.Duration { return time.Duration(o.N) * time.Millisecond }

func boolText(yes bool) string { return strconv.FormatBool(yes) }

func itemText(v int, err error) (string, error) {
	if err != nil {
		return "", err
	}
	return strconv.Itoa(v), nil
}

// body returns a function that runs the operations inside o.
func (a actor) body(o *op) func() error {
	return func() error {
		a.note(o.Kind + " in")
		return a.run(o.Body)
	}
}

// calls returns a coroutine for each task of o.
func (a actor) calls(o *op) (calls []*async.Coroutine[int]) {
	for _, k := range o.Tasks {
		calls = append(calls, async.Call(a.t, k.Name, a.coroutine(k)))
	}
	return calls
}

func taskDone(a actor, o *op) (string, error) {
	if a.queues[o.Of].TaskDone(a.t) != nil {
		return "too often", nil
	}
	return "", nil
}

func conditionWait(a actor, o *op) (string, error) {
	return "", a.locks[o.Of].With(a.t, func() error {
		a.note("condition_wait in")
		return a.conditions[o.Of].Wait(a.t)
	})
}

func notify(a actor, o *op) (string, error) {
	return "", a.locks[o.Of].With(a.t, func() error {
		a.note("notify in")
		return a.conditions[o.Of].Notify(a.t, o.N)
	})
}

func gatherSettled(a actor, o *op) (said string, err error) {
	outcomes, err := async.GatherSettled(a.t, a.calls(o)...)
	if err != nil {
		return "", err
	}
	for _, outcome := range outcomes {
		said += " " + nameOf(outcome.Err)
	}
	return said, nil
}

func wait(a actor, o *op) (said string, err error) {
	tasks, err := async.Start(a.t, a.calls(o)...)
	if err != nil {
		return "", err
	}
	mode := []async.Until{async.All, async.FirstCompleted, async.FirstError}[o.Of]
	done, _, err := async.Wait(a.t, tasks, mode, o.duration())
	for _, k := range done {
		said += " " + k.Name()
	}
	return said, err
}

func asCompleted(a actor, o *op) (string, error) {
	tasks, err := async.Start(a.t, a.calls(o)...)
	if err != nil {
		return "", err
	}
	for k, err := range async.AsCompleted(a.t, tasks, o.duration()) {
		if err != nil {
			return "", err
		}
		a.note("completed " + nameOf(k.Err()))
	}
	return "", nil
}

func group(a actor, o *op) (string, error) {
	return "", async.OpenNursery(a.t, func(n *async.Nursery) error {
		for _, k := range o.Tasks {
			run := a.coroutine(k)
			n.Go(k.Name, func(t *engine.Task) error { _, err := run(t); return err })
		}
		return a.body(o)()
	})
}
