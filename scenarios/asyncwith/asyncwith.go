// Package asyncwith is the scenario of an asynchronous context manager, which is exited whenever it was entered,
// whatever happens in between.
package asyncwith

import (
	"errors"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is async with.
var Scenario = &scenarios.Scenario{
	ID:       "asyncwith",
	Title:    "async with: what is entered is exited",
	Question: "A kitchen is opened, used and closed, and opening and closing take time. What becomes of the closing when the cook drops the pan?",
	Topic:    scenarios.FirstSteps,
	Level:    10,
	Declare:  declare,
}

type kitchen struct {
	enter, body, raise, exit time.Duration
	swallow                  bool
}

func declare(d *scenarios.Declaration) {
	k := &kitchen{}
	d.Duration(&k.enter, "enter", 200*time.Millisecond, scenarios.Between(0, 2*time.Second),
		"Enter", "how long it takes to open the kitchen")
	d.Duration(&k.body, "body", 600*time.Millisecond, scenarios.Between(0, 5*time.Second),
		"Body", "how long cooking takes when all goes well")
	d.Duration(&k.raise, "raise", 300*time.Millisecond, scenarios.Between(0, 5*time.Second),
		"The pan drops after", "when the body raises, in the variant in which it does")
	d.Duration(&k.exit, "exit", 200*time.Millisecond, scenarios.Between(0, 2*time.Second),
		"Exit", "how long it takes to close the kitchen")
	d.Bool(&k.swallow, "swallow", false,
		"Exit swallows the error", "as an __aexit__ that returns True: the caller never hears of it")

	d.Variant("well", "The body ends well", dinner(k, k.cook))
	d.Variant("raises", "The body raises", dinner(k, k.drop))
	d.Variant("not-awaitable", "Enter is not awaitable", dinner(careless{k}, k.cook))
	d.Incomparable()
	d.Headline(k.headline)
	d.GuessWhich("The cook drops the pan: the body raises. Is the kitchen closed?", k.afterTheError, "Yes", "No", "Only if you catch the error")

	d.Preset("It drops at once", "raise=0s")
	d.Preset("Closing takes long", "exit=1s")
	d.Preset("An error nobody hears of", "swallow=true")
	scenarios.Claims(d, k)
}

// with is what async with does, written out.
func with(t *engine.Task, m manager, body func(*engine.Task) (string, error)) (string, error) {
	if _, err := async.Await[string](t, m.Enter(t)); err != nil { // [1]
		return "", err // nothing was entered, so there is nothing to exit
	}
	result, problem := async.Call(t, "body", body).Await(t) // [2]
	swallow, err := m.Exit(t, problem).Await(t)             // [3]
	if err != nil {
		return "", err
	}
	if swallow {
		return result, nil
	}
	return result, problem
}

// manager is a context manager. Enter returns an awaitable. Exit gets the body's error, nil for none, and returns
// whether to swallow it.
type manager interface {
	Enter(t *engine.Task) any
	Exit(t *engine.Task, problem error) *async.Coroutine[bool]
}

// Enter opens the kitchen.
func (k *kitchen) Enter(t *engine.Task) any {
	return async.Call(t, "enter", func(t *engine.Task) (string, error) {
		t.Log("enter")
		return "kitchen", t.Sleep(k.enter) // [4]
	})
}

// Exit closes the kitchen.
func (k *kitchen) Exit(t *engine.Task, problem error) *async.Coroutine[bool] {
	return async.Call(t, "exit", func(t *engine.Task) (bool, error) {
		if problem == nil {
			t.Log("exit: no error")
		} else {
			t.Log("exit: sees " + problem.Error())
		}
		return k.swallow, t.Sleep(k.exit) // [5]
	})
}

// careless is a kitchen whose Enter is no coroutine function: somebody forgot the async.
type careless struct{ *kitchen }

func (careless) Enter(*engine.Task) any { return "kitchen" }

// cook is a body that ends well.
func (k *kitchen) cook(t *engine.Task) (string, error) {
	t.Log("body")
	return "dinner", t.Sleep(k.body) // [6]
}

// drop is a body that raises.
func (k *kitchen) drop(t *engine.Task) (string, error) {
	t.Log("body")
	if err := t.Sleep(k.raise); err != nil { // [7]
		return "", err
	}
	t.Mark("the pan drops")
	return "", errors.New("the pan dropped")
}

// dinner returns a variant: a caller that uses the kitchen and gets a dinner, an error, or neither.
func dinner(m manager, body func(*engine.Task) (string, error)) scenarios.Main {
	return func(t *engine.Task) (string, error) {
		dinner, err := with(t, m, body)
		switch {
		case err != nil:
			t.Log("caller: " + err.Error())
			return "no dinner, and an error", nil
		case dinner == "":
			return "no dinner, and no error", nil
		}
		return dinner, nil
	}
}
