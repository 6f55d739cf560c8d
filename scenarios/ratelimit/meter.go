package ratelimit

import (
	"strconv"
	"time"

	"overlap/engine"
)

// meter counts what the server gets.
type meter struct {
	all, recent, worst int // requests so far, those of the last second, and the most that there ever were of these
}

// sent counts a request. A request of a second ago is forgotten before the next one is counted.
func (m *meter) sent(t *engine.Task) {
	m.all++
	m.count(t, +1)
	t.Loop().CallAt(t.Now()+time.Second, func() { m.count(t, -1) })
}

func (m *meter) count(t *engine.Task, change int) {
	m.recent += change
	m.worst = max(m.worst, m.recent)
	t.Gauge("within a second", int64(m.recent))
}

func (m *meter) text() string {
	return strconv.Itoa(m.all) + " requests, " + strconv.Itoa(m.worst) + worst
}
