// Package wait is the scenario of three tasks and three answers to the question of when to stop waiting.
package wait

import (
	"errors"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the three tasks.
var Scenario = &scenarios.Scenario{
	ID:       "wait",
	Title:    "Wait: for one, for an error, for so long",
	Question: "Three tasks take 1, 2 and 3 seconds. You stop waiting at the first result, at the first error, or after 2.5 seconds. What happens to the tasks you no longer wait for?",
	Topic:    scenarios.WaitingForMany,
	Level:    4,
	Declare:  declare,
}

type wait struct {
	a, b, c, timeout, after time.Duration
	failing                 string
	cancel                  bool
}

func declare(d *scenarios.Declaration) {
	w := &wait{}
	long := scenarios.Between(0, time.Minute)
	d.Duration(&w.a, "a", time.Second, long, "Task A", "how long A takes")
	d.Duration(&w.b, "b", 2*time.Second, long, "Task B", "how long B takes")
	d.Duration(&w.c, "c", 3*time.Second, long, "Task C", "how long C takes")
	d.Choice(&w.failing, "failing", scenarios.Words("B", "A", "C", "none=none of them"), "Which fails", "the task that ends with an error")
	d.Duration(&w.timeout, "timeout", 2500*time.Millisecond, long, "Timeout", "how long the last variant waits at most")
	d.Duration(&w.after, "after", 2500*time.Millisecond, long, "Then goes on for", "how long the program lives on after the wait")
	d.Bool(&w.cancel, "cancel", false, "Cancel the pending", "whether the program then cancels what it no longer waits for")

	d.Variant("first-completed", "Until one has ended", w.firstCompleted)
	d.Variant("first-error", "Until one has failed", w.firstError)
	d.Variant("timeout", "Until all have ended, or time is up", w.all)
	d.Incomparable()
	d.Headline(w.headline)
	d.GuessWhich("wait returns when one task has ended. What becomes of the other two?", w.othersAfterTheFirst, "They are cancelled", "They run on", "They fail")

	d.LivesOn(&w.after)
	d.MainParams("failing", "timeout", "cancel")
	d.Preset("You cancel them", "cancel=true")
	d.Preset("The program ends at once", "after=0s")
	d.Preset("Nobody fails", "failing=none")
	scenarios.Claims(d, w)
}

// firstCompleted waits until one task has ended, well or not.
func (w *wait) firstCompleted(t *engine.Task) (string, error) {
	tasks := w.start(t)
	done, pending, err := async.Wait(t, tasks, async.FirstCompleted, -1) // [1]
	if err != nil {
		return "", err
	}
	return w.afterwards(t, done, pending), nil
}

// firstError waits until one task has failed, or all have ended.
func (w *wait) firstError(t *engine.Task) (string, error) {
	tasks := w.start(t)
	done, pending, err := async.Wait(t, tasks, async.FirstError, -1) // [2]
	if err != nil {
		return "", err
	}
	return w.afterwards(t, done, pending), nil
}

// all waits until all have ended, but not longer than the timeout, which raises no error.
func (w *wait) all(t *engine.Task) (string, error) {
	tasks := w.start(t)
	done, pending, err := async.Wait(t, tasks, async.All, w.timeout) // [3]
	if err != nil {
		return "", err
	}
	return w.afterwards(t, done, pending), nil
}

// afterwards is up to you: Wait has cancelled nothing.
func (w *wait) afterwards(t *engine.Task, done, pending []*async.Task[string]) string {
	result := resultText(done, pending)
	t.Mark("wait returns " + result)
	if w.cancel {
		for _, task := range pending {
			task.Cancel("no longer wanted")
		}
	}
	return result
}

// start starts the three tasks.
func (w *wait) start(t *engine.Task) []*async.Task[string] {
	return []*async.Task[string]{w.task(t, "A", w.a), w.task(t, "B", w.b), w.task(t, "C", w.c)}
}

// task starts a task, which takes a while and then returns its name or fails.
func (w *wait) task(t *engine.Task, name string, takes time.Duration) *async.Task[string] {
	return async.Go(t, name, func(t *engine.Task) (string, error) {
		if err := t.Sleep(takes); err != nil { // [4]
			return "", err
		}
		if name == w.failing {
			return "", errors.New(name + " failed")
		}
		return name, nil
	})
}

// resultText says which tasks are done, and which are not.
func resultText(done, pending []*async.Task[string]) string {
	return "done " + outcomeList(done) + "; pending " + outcomeList(pending)
}

func outcomeList(tasks []*async.Task[string]) string {
	var names []string
	for _, k := range tasks {
		if k.Err() != nil {
			names = append(names, k.Name()+" (failed)")
		} else {
			names = append(names, k.Name())
		}
	}
	if names == nil {
		return "none"
	}
	return strings.Join(names, ", ")
}
