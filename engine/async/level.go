package async

import "overlap/engine"

// level is a count that goes up and down. With a name it is a gauge in the trace, written when it changes:
// what is nameless costs nothing there.
type level struct {
	name string
	now  int
	peak int
}

func (v *level) set(t *engine.Task, n int) {
	if n == v.now {
		return
	}
	v.now, v.peak = n, max(v.peak, n)
	if v.name != "" {
		t.Gauge(v.name, int64(n))
	}
}
