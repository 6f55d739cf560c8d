package async

import (
	"errors"
	"strings"

	"overlap/engine"
)

// Awaitable is anything that can be awaited: a Coroutine, Task or Future, or another type with the method, as with
// Python's __await__.
type Awaitable[T any] interface {
	Await(t *engine.Task) (T, error)
}

// Await awaits x, as Python's await does. If x has no Await that returns a T, that is an error, as Python's TypeError;
// where the type of x is known, the compiler reports it first.
func Await[T any](t *engine.Task, x any) (T, error) {
	if a, ok := x.(Awaitable[T]); ok {
		return a.Await(t)
	}
	var none T
	return none, errors.New("async: " + strings.TrimSpace("object "+kindOf(x)) + " can't be used in 'await' expression")
}

// kindOf names the type of values that people await by mistake, as Python does. Other types have no name: reflect would double
// what a page fetches.
func kindOf(x any) string {
	switch x.(type) {
	case nil:
		return "NoneType"
	case bool:
		return "bool"
	case int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64:
		return "int"
	case float32, float64:
		return "float"
	case string:
		return "str"
	case error:
		return "Exception"
	case func():
		return "function"
	}
	return ""
}
