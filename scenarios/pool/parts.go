package pool

import (
	"strconv"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/network/http1"
)

// connect makes a connection that is ready for its first request. The handshake is modelled on the client's side
// alone: the server has nothing else to do meanwhile.
func (r *requests) connect(t *engine.Task) *async.Coroutine[*http1.Client] {
	return async.Call(t, "handshake", func(t *engine.Task) (*http1.Client, error) {
		c, err := http1.Dial(t, "host")
		if err != nil {
			return nil, err
		}
		if err := t.Sleep(r.handshake); err != nil {
			c.Close()
			return nil, err
		}
		return c, nil
	})
}

// path is answered after the round trip's time.
func (r *requests) path() string {
	return "/delay/" + strconv.FormatFloat(r.roundTrip.Seconds(), 'f', -1, 64)
}

// close closes the connections, which are all idle by now.
func (p *pool) close() {
	for _, c := range p.idle {
		c.Close()
	}
}

// told is the result: how many connections were made and how often one was used again.
func told(created, reused int) string {
	rate := 100 * reused / max(1, created+reused)
	return strconv.Itoa(created) + " created, " + strconv.Itoa(reused) + " reused (" + strconv.Itoa(rate) + " %)"
}
