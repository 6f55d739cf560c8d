package retry

import (
	"errors"
	"strconv"
	"time"

	"overlap/engine"
	"overlap/quantity"
	"overlap/scenarios"
)

// errFailed is the error of a call that fails.
var errFailed = errors.New("failed")

// luck draws which of a client's calls would go well. It draws all of them at the start, so that every variant has the
// same luck, although only jitter draws delays.
func (r *retry) luck(t *engine.Task) (ok []bool) {
	for range r.tries {
		ok = append(ok, t.Rand().Float32() < float32(1-r.fails))
	}
	return ok
}

// window is the time in which retries are counted for the peak of a retry storm.
const window = 10 * time.Millisecond

// stats counts what the clients of a run have done.
type stats struct {
	began     time.Duration // when all clients begin
	calls, ok int
	recent    []time.Duration // when the retries of the last window began
	peak      int             // the most retries within a window
}

// begin counts a call, which is a retry when there were failures before.
func (s *stats) begin(t *engine.Task, failures int) {
	s.calls++
	if failures == 0 {
		return
	}
	for len(s.recent) > 0 && t.Now()-s.recent[0] >= window {
		s.recent = s.recent[1:]
	}
	s.recent = append(s.recent, t.Now())
	s.peak = max(s.peak, len(s.recent))
}

// end counts a client's outcome.
func (s *stats) end(t *engine.Task, how string) error {
	if how == "ok" {
		s.ok++
	}
	t.Mark(how)
	scenarios.Latency(t, t.Now()-s.began)
	return nil
}

// text is the result of a variant.
func (s *stats) text(clients int) string {
	if clients == 1 {
		if s.ok == 1 {
			return "ok after " + plural(s.calls)
		}
		return "gave up after " + plural(s.calls)
	}
	return strconv.Itoa(s.ok) + " of " + strconv.Itoa(clients) + " ok, " + plural(s.calls) + ", peak of " +
		strconv.Itoa(s.peak) + " retries in " + quantity.Duration(window)
}

func plural(calls int) string {
	if calls == 1 {
		return "1 call"
	}
	return strconv.Itoa(calls) + " calls"
}
