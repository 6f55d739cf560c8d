// Package awaitables is the scenario of what can be awaited: a coroutine, a task, a future, and any object with an
// Await of its own.
package awaitables

import (
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/trace"
	"overlap/scenarios"
)

// Scenario is what can be awaited.
var Scenario = &scenarios.Scenario{
	ID:       "awaitables",
	Title:    "Four things to await, and one that is refused",
	Question: "A coroutine, a task, a future that has its value, an object with an await of its own: all four can be awaited. Which of them cost time, and does it matter how you wait?",
	Topic:    scenarios.FirstSteps,
	Level:    4,
	Declare:  declare,
}

type kinds struct {
	coroutine, task, future, object time.Duration
	fifth                           string
}

func declare(d *scenarios.Declaration) {
	k := &kinds{}
	wait := scenarios.Between(0, 5*time.Second)
	d.Duration(&k.coroutine, "coroutine", 100*time.Millisecond, wait, "Coroutine", "how long the coroutine sleeps")
	d.Duration(&k.task, "task", 300*time.Millisecond, wait, "Task", "how long the task sleeps")
	d.Duration(&k.future, "future", 0, wait, "Future is set after",
		"0 s: before anybody awaits it; otherwise a timer sets it then")
	d.Duration(&k.object, "object", 500*time.Millisecond, wait, "Object", "how long the object’s own await sleeps")
	d.Choice(&k.fifth, "fifth", scenarios.Words("number=a number", "text=a text", "function=a function that nobody called", "nothing=nothing else"),
		"And then await", "something that cannot be awaited")
	d.Live("object")

	d.Variant("sequential", "Awaited in turn", k.sequential)
	d.Variant("concurrent", "Gathered", k.concurrent)
	d.Headline(k.headline)
	d.Guess("concurrent", "When do all four have their value, if you wait for them together?")

	d.Preset("A future set later", "future=400ms")
	d.Preset("The future is the slowest", "future=1s")
	d.Preset("The call forgotten", "fifth=function")
	scenarios.Claims(d, k)
}

// sequential awaits each of the four before the next. The task runs from the first of these waits on.
func (k *kinds) sequential(t *engine.Task) (string, error) {
	future := k.replyFuture(t)
	task, err := sleeper(t, "task", k.task).Start(t)
	if err != nil {
		return "", err
	}
	first, err := sleeper(t, "coroutine", k.coroutine).Await(t) // [1]
	if err != nil {
		return "", err
	}
	second, err := task.Await(t) // [2]
	if err != nil {
		return "", err
	}
	third, err := future.Await(t) // [3]
	if err != nil {
		return "", err
	}
	t.Label("object")
	fourth, err := timer{k.object}.Await(t) // [4]
	k.awaitFifth(t)
	return strings.Join([]string{first, second, third, fourth}, ", "), err
}

// concurrent gathers all four: each coroutine becomes a task, and the future and the object are awaited in tasks.
func (k *kinds) concurrent(t *engine.Task) (string, error) {
	future := k.replyFuture(t)
	got, err := async.Gather(t, // [5]
		sleeper(t, "coroutine", k.coroutine),
		sleeper(t, "task", k.task),
		async.Call(t, "await reply", future.Await),
		async.Call(t, "object", timer{k.object}.Await))
	k.awaitFifth(t)
	return strings.Join(got, ", "), err
}

// sleeper is a coroutine function: it sleeps and returns its name.
func sleeper(t *engine.Task, name string, wait time.Duration) *async.Coroutine[string] {
	return async.Call(t, name, func(t *engine.Task) (string, error) {
		return name, t.Sleep(wait) // [6]
	})
}

// timer is an object with an await of its own, as a class with __await__.
type timer struct{ wait time.Duration }

func (x timer) Await(t *engine.Task) (string, error) {
	return "object", t.Sleep(x.wait) // [7]
}

// replyFuture returns a future that has its value now, or that a timer will set, which is a task here.
func (k *kinds) replyFuture(t *engine.Task) *async.Future[string] {
	future := async.NewFuture[string](t, "reply")
	t.Status("future reply", "pending", trace.Plain)
	if k.future == 0 {
		setTwice(t, future)
		return future
	}
	t.Go("timer", func(t *engine.Task) error {
		err := t.Sleep(k.future) // [8]
		setTwice(t, future)
		return err
	})
	return future
}
