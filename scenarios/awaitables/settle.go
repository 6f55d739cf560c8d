package awaitables

import (
	"overlap/engine"
	"overlap/engine/async"
)

// settle sets the future, and tries to do so again.
func settle(t *engine.Task, future *async.Future[string]) {
	for range 2 {
		if err := future.Set("future"); err != nil {
			t.Log(err.Error())
			return
		}
		t.Mark("future set")
	}
}

// refused awaits what cannot be awaited. async.Await takes anything, as await does; where the type is known, Go's
// compiler would have refused it.
func (k *kinds) refused(t *engine.Task) {
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
	}
}
