package semaphore

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/quantity"
)

// meter holds what a variant measures.
type meter struct {
	began           time.Duration // the instant at which all files were wanted
	now, peak, done int           // downloads under way, the most at once so far, and the ended ones
	sincePermit     time.Duration // sum over the downloads: from the permit to the end
	sinceBegin      time.Duration // sum over the downloads: from began to the end
}

// inFlight counts a download that begins or ends.
func (m *meter) inFlight(t *engine.Task, change int) {
	m.now += change
	m.peak = max(m.peak, m.now)
	if change < 0 {
		m.done++
	}
	t.Gauge("in flight", int64(m.now))
}

// report logs three answers to "how long does a download take?" and returns what does not depend on a clock.
func (m *meter) report(t *engine.Task) string {
	n := time.Duration(m.done)
	t.Log("total / count " + average(t.Now()-m.began, n))
	t.Log("from permit " + average(m.sincePermit, n))
	t.Log("from request " + average(m.sinceBegin, n))
	return strconv.Itoa(m.done) + " downloads, at most " + strconv.Itoa(m.peak) + " at once"
}

// average returns a rounded average: on a real clock the rest is noise.
func average(sum, n time.Duration) string {
	return quantity.Duration((sum / n).Round(time.Millisecond))
}
