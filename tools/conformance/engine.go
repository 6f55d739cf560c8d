package main

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/async"
)

// line is a line of a task's log: at its beginning, after each operation and at its end.
type line struct {
	At   int    `json:"at"` // milliseconds
	Task string `json:"task"`
	Text string `json:"text"`
}

// played is how long both players run a program, in milliseconds. Tasks that still wait then wait for ever.
const played = 1000

var errBoom = errors.New("boom")

// player plays a program on the engine.
type player struct {
	log        []line
	actions    map[string]action
	tasks      []*async.Task[int]
	locks      [2]*async.Lock
	conditions [2]*async.Condition
	semaphores [2]*async.Semaphore
	events     [2]*async.Event
	queues     [2]*async.Queue[int]
	barriers   [2]*async.Barrier
	futures    [2]*async.Future[int]
}

// playEngine returns the log of the program's tasks on the engine. The error is the run's, which no program should cause.
func playEngine(p *program) (log []line, err error) {
	l := engine.NewLoop(engine.Config{Limits: engine.Limits{Records: 50_000}})
	defer l.Close()
	pl := &player{}
	l.Main("main", func(t *engine.Task) error {
		pl.prepare(t, p)
		for _, k := range p.Tasks {
			pl.tasks = append(pl.tasks, async.Go(t, k.Name, pl.coroutine(k)))
		}
		err := t.Sleep(played * time.Millisecond)
		log = slices.Clone(pl.log)
		return err
	})
	if err := l.Run(); log == nil {
		return pl.log, err
	}
	return log, nil
}

// prepare makes the objects that the tasks share.
func (p *player) prepare(t *engine.Task, of *program) {
	for i := range 2 {
		p.locks[i] = async.NewLock(t, "")
		p.conditions[i] = async.NewCondition(t, "", p.locks[i])
		p.semaphores[i] = async.NewSemaphore(t, "", of.Semaphores[i])
		p.events[i] = async.NewEvent(t, "")
		p.queues[i] = async.NewQueue[int](t, "", of.Queues[i])
		p.barriers[i] = async.NewBarrier(t, "", of.Barriers[i])
		p.futures[i] = async.NewFuture[int](t, "")
	}
	p.actions = p.allActions()
}

// actor is a running task of the program. A coroutine that is called has an actor of its own.
type actor struct {
	*player
	*task
	t *engine.Task
}

func (p *player) coroutine(k *task) func(t *engine.Task) (int, error) {
	return func(t *engine.Task) (int, error) {
		a := actor{p, k, t}
		a.note("begins")
		err := a.run(k.Ops)
		a.note("ends " + nameOf(err))
		return 0, err
	}
}

func (a actor) note(text string) {
	a.log = append(a.log, line{int(a.t.Now().Milliseconds()), a.Name, text})
}

func (a actor) run(ops []*op) error {
	for _, o := range ops {
		said, err := a.actions[o.Kind](a, o)
		a.note(strings.Join(strings.Fields(o.Kind+" "+said+" "+nameOf(err)), " "))
		if err != nil && !a.GoesOn {
			return err
		}
	}
	return nil
}

// nameOf returns the name of an error in both players' logs. A group of errors is named by its members.
func nameOf(err error) string {
	names := map[error]string{
		nil: "ok", errBoom: "boom", async.ErrQueueFull: "full", async.ErrQueueEmpty: "empty", async.ErrBarrierBroken: "broken",
	}
	if several, ok := errors.AsType[*engine.MultiError](err); ok {
		var all []string
		for _, e := range several.Errors {
			all = append(all, strings.Split(nameOf(e), "+")...)
		}
		slices.Sort(all)
		return strings.Join(all, "+")
	}
	if engine.IsCancelled(err) {
		return "cancelled"
	}
	if _, ok := errors.AsType[*async.TimeoutError](err); ok {
		return "timeout"
	}
	if _, ok := errors.AsType[*async.InvalidStateError](err); ok {
		return "invalid"
	}
	if name, ok := names[err]; ok {
		return name
	}
	return "error " + strconv.Quote(err.Error())
}
