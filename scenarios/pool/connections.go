package pool

import (
	"strconv"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/network/http1"
)

// connect makes a connection that is ready for its first request. Only the client waits for the handshake: the server
// has nothing else to do then.
func (r *requests) connect(t *engine.Task) *async.Coroutine[*http1.Client] {
	return async.Call(t, "handshake", func(t *engine.Task) (*http1.Client, error) {
		c, err := http1.Dial(t, "host")
		if err != nil {
			return nil, err
		}
		t.Label("handshake")
		if err := t.Sleep(r.handshake); err != nil {
			c.Close()
			return nil, err
		}
		t.Label("")
		return c, nil
	})
}

// path returns a path that the host answers after the time of a round trip.
func (r *requests) path() string {
	return "/delay/" + strconv.FormatFloat(r.roundTrip.Seconds(), 'f', -1, 64)
}

// granted returns a response, and an error unless the host granted the request.
func granted(response *http1.Response, err error) (*http1.Response, error) {
	if err == nil {
		err = response.ErrorForStatus()
	}
	return response, err
}

// close closes the connections, which are all idle by now.
func (p *pool) close() {
	for _, c := range p.idle {
		c.Close()
	}
}

// resultText says how many connections were made and how often one was used again.
func resultText(created, reused int) string {
	rate := 100 * reused / max(1, created+reused)
	return strconv.Itoa(created) + " created, " + strconv.Itoa(reused) + " reused (" + strconv.Itoa(rate) + " %)"
}
