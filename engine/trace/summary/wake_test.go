package summary_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/engine/trace/tracetest"
)

const ms = tracetest.MS

// wakes returns what ended each wait of a task.
func wakes(s *summary.Summary, id trace.TaskID) (list []summary.Wake) {
	t, w := s.Task(id), s.Wakers()
	for n := range t.Spans {
		if t.Spans[n].State == trace.Waiting {
			list = append(list, w.Of(t, n))
		}
	}
	return list
}

func TestWakers(t *testing.T) {
	lookup := summary.Of(tracetest.Lookup().Valid(t))

	// Bytes that are under way for 30 ms, then a wait that never ends.
	remote := &tracetest.Story{}
	remote.Made(1, 0, "client").Made(2, 0, "server").Runs(1).Conn(trace.ConnOpened, 1, 1, "db").Sleeps(1, 10)
	remote.Runs(2).Conn(trace.ConnAccepted, 2, -1, "db").Waits(2, trace.WhyRead, -1, "client")
	remote.Until(10).Runs(1).Bytes(trace.BytesSent, 1, 1, 5).Waits(1, trace.WhyRead, 1, "db")
	remote.Until(40).Ready(2, 0).Runs(2).Bytes(trace.BytesReceived, 2, -1, 5).Sleeps(2, 50).Until(50)
	far := summary.Of(remote.Valid(t))

	for _, c := range []struct {
		name string
		got  []summary.Wake
		want []summary.Wake
	}{
		{"main, by the lookups", wakes(lookup, 1), []summary.Wake{{At: 60 * ms, By: 3, Sent: 60 * ms}, {At: 250 * ms, By: 4, Sent: 250 * ms}}},
		{"a lookup, by its handler", wakes(lookup, 4), []summary.Wake{{At: 250 * ms, By: 6, Sent: 250 * ms}}},
		{"a handler, by the time", wakes(lookup, 6), []summary.Wake{{At: 250 * ms}}},
		{"the server, by what was sent before", wakes(far, 2)[:1], []summary.Wake{{At: 40 * ms, By: 1, Sent: 10 * ms}}},
		{"the client, never", wakes(far, 1)[1:], []summary.Wake{{At: summary.Never}}},
	} {
		if d := cmp.Diff(c.want, c.got); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
}

// Main is woken by a lookup that only passes on what a handler did.
func TestBehind(t *testing.T) {
	s := summary.Of(tracetest.Lookup().Valid(t))
	known := func(ids ...trace.TaskID) func(trace.TaskID) bool {
		return func(id trace.TaskID) bool {
			for _, k := range ids {
				if k == id {
					return true
				}
			}
			return false
		}
	}
	for _, c := range []struct {
		name string
		got  trace.TaskID
		want trace.TaskID
	}{
		{"itself", s.Wakers().Behind(4, 250*ms, known(4, 6)), 4},
		{"the handler behind the lookup", s.Wakers().Behind(4, 250*ms, known(6)), 6},
		{"nobody known", s.Wakers().Behind(4, 250*ms, known(9)), 0},
		{"whoever made it at that instant", s.Wakers().Behind(4, 0, known(1)), 1},
		{"not what happened earlier", s.Wakers().Behind(4, 100*ms, known(1)), 0},
	} {
		if c.got != c.want {
			t.Errorf("%s: task %d, want %d", c.name, c.got, c.want)
		}
	}
}

// Whatever the run, who woke a task did that before the task could go on, and looking behind ends.
func TestWakersRandom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := summary.Of(&tracetest.Random(t, 120).Trace)
		w := s.Wakers()
		for i := range s.Tasks {
			for _, wake := range wakes(s, s.Tasks[i].ID) {
				if wake.By != 0 && wake.Sent > wake.At || wake.By != 0 && s.Task(wake.By).MadeAt > wake.Sent {
					t.Fatalf("task %d: %+v", s.Tasks[i].ID, wake)
				}
				w.Behind(wake.By, wake.Sent, func(trace.TaskID) bool { return false })
			}
		}
	})
}
