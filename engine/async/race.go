package async

import (
	"errors"

	"overlap/engine"
)

// Race runs the coroutines as tasks and returns the value of the first that succeeds. It then cancels the others and waits
// for them to end. If all fail, it returns their errors, combined. asyncio has no such function; aiohttp's happy eyeballs
// and trio's documentation show one. It is a nursery that its winner cancels.
func Race[T any](t *engine.Task, cs ...*Coroutine[T]) (T, error) {
	var value T
	if len(cs) == 0 {
		return value, errors.New("async: race of no tasks")
	}
	var lost []error
	won := false
	err := OpenNursery(t, func(n *Nursery) error {
		for _, c := range cs {
			n.Go(c.call.Name(), func(t *engine.Task) error {
				v, err := c.Await(t)
				switch {
				case engine.IsCancelled(err):
					return err
				case err != nil:
					lost = append(lost, err)
				case !won:
					won, value = true, v
					n.Cancel(t.Name() + " has won")
				}
				return nil
			})
		}
		return nil
	})
	if won || err != nil {
		return value, err
	}
	return value, engine.Combine(lost)
}
