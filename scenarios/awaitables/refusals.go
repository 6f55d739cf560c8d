package awaitables

import (
	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/trace"
)

// setTwice sets the future, and logs that a second time is refused.
func setTwice(t *engine.Task, future *async.Future[string]) {
	for range 2 {
		if err := future.Set("future"); err != nil {
			t.Log(err.Error())
			return
		}
		t.Status("future reply", "done", trace.Good)
	}
}

// awaitFifth awaits something that cannot be awaited. async.Await takes a value of any type, as Python's await does;
// Go's compiler would refuse to call an Await method that a type does not have.
func (k *kinds) awaitFifth(t *engine.Task) {
	var x any
	switch k.fifth {
	case "nothing":
		return
	case "number":
		x = 42
	case "text":
		x = "tea"
	case "function":
		x = func() {}
	}
	if _, err := async.Await[string](t, x); err != nil {
		t.Log(err.Error())
		t.Mark("refused")
	}
}
