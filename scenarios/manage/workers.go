package manage

import (
	"strconv"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/async"
)

// job is the work of one worker.
type job struct {
	steps int
	fails bool
}

// start starts the workers. All jobs are drawn before any worker runs, so that both variants get the same jobs.
func (m *manage) start(t *engine.Task) []*async.Task[string] {
	var workers []*async.Task[string]
	for i := range m.workers {
		j := m.draw(t)
		workers = append(workers, async.Go(t, "worker "+strconv.Itoa(i+1), func(t *engine.Task) (string, error) {
			return m.work(t, j)
		}))
	}
	return workers
}

// draw returns a random job: the whole steps in a time such as random.uniform(1, 4), and whether it fails.
func (m *manage) draw(t *engine.Task) job {
	fails := t.Rand().Float64() < m.failures
	least, most := m.bounds()
	takes := least + time.Duration(t.Rand().Int64N(int64(most-least)+1))
	return job{int(takes / m.step), fails}
}

func (m *manage) bounds() (least, most time.Duration) {
	return min(m.shortest, m.longest), max(m.shortest, m.longest)
}

// outcome returns how a worker ended. Its error is asked for, as with Python's exception(): State would leave it unretrieved.
func outcome(w *async.Task[string]) string {
	switch err := w.Err(); {
	case err == nil:
		return "ok"
	case engine.IsCancelled(err):
		return "cancelled"
	}
	return "failed"
}

// progressText says how many workers run and how many are done, failed and cancelled ones included.
func progressText(workers []*async.Task[string]) string {
	done := 0
	for _, w := range workers {
		if w.Done() {
			done++
		}
	}
	return strconv.Itoa(len(workers)-done) + " running, " + strconv.Itoa(done) + " done"
}

// resultText counts the outcomes of workers that have ended.
func resultText(workers []*async.Task[string]) string {
	var parts []string
	for _, what := range []string{"ok", "failed", "cancelled"} {
		n := 0
		for _, w := range workers {
			if outcome(w) == what {
				n++
			}
		}
		parts = append(parts, strconv.Itoa(n)+" "+what)
	}
	return strings.Join(parts, ", ")
}
