package fanout

import (
	"errors"
	"strconv"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/network"
	"overlap/scenarios"
)

// ask is the main task: every client asks the API at the same instant, and all answers are awaited.
func (f *fanout) askAll(mode string) scenarios.Main {
	return func(t *engine.Task) (string, error) {
		var clients []*async.Coroutine[string]
		for i := range f.clients {
			clients = append(clients, f.client(t, request{id: i + 1, user: f.user, product: f.product, mode: mode}))
		}
		replies, err := async.Gather(t, clients...)
		if err != nil {
			return "", err
		}
		for _, r := range replies {
			if r != replies[0] {
				return "", errors.New("clients that asked the same were told " + replies[0] + " and " + r)
			}
		}
		return replies[0], nil
	}
}

// client sends one request and returns the data of the reply.
func (f *fanout) client(t *engine.Task, q request) *async.Coroutine[string] {
	return async.Call(t, "client "+strconv.Itoa(q.id), func(t *engine.Task) (string, error) {
		c, err := network.Dial(t, "api")
		if err != nil {
			return "", err
		}
		defer c.Close()
		if err := c.WriteLine(formatRequest(q)); err != nil {
			return "", err
		}
		line, err := c.ReadLine()
		if line, err = answered(c, "the API", line, err); err != nil {
			return "", err
		}
		return parseReply(line)
	})
}
