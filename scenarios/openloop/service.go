package openloop

import (
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/quantity"
	"overlap/scenarios"
)

var address = network.Address{Name: "service", Port: 8085}

// service is a server that stalls at one of its requests.
type service struct {
	*load
	requests int           // so far
	until    time.Duration // when the stall is over
}

// stalled returns how long a new request finds the service stalled.
func (s *service) stalled(t *engine.Task) time.Duration {
	if s.requests++; s.requests == s.stallAt && s.stall > 0 {
		t.Mark("the service stalls")
		s.until = t.Now() + s.stall
	}
	return max(0, s.until-t.Now())
}

// start starts a service, which a client is to measure.
func (x *load) start(t *engine.Task) (*measured, error) {
	_, err := network.Serve(t, address, 0, (&service{load: x}).serve)
	return &measured{load: x}, err
}

// measured is what a client reports.
type measured struct {
	*load
	slow int
}

// note records how long a request took. Slow is what took longer than the work, by half the time between two requests.
func (m *measured) note(t *engine.Task, took time.Duration) {
	scenarios.Latency(t, took)
	if took > m.work+m.every/2 {
		m.slow++
	}
}

func (m *measured) text() string {
	return quantity.Count(m.slow) + " of " + quantity.Count(m.load.requests) + " slow"
}
