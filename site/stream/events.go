package stream

import (
	"bytes"
	"context"
	"net/http"
	"time"

	"overlap/engine/trace/export"
)

const (
	writeTimeout = 10 * time.Second // of an event, for a client that does not read
	// heartbeat is how often a run's clock is told, so that a picture moves while nothing happens. And a connection that is gone is
	// found by writing.
	heartbeat = 200 * time.Millisecond
)

// writer writes server-sent events (HTML, section 9.2).
type writer struct {
	w       http.ResponseWriter
	flusher *http.ResponseController
	lines   export.Stream
	run     int // how many runs are written to their ends
	records int // of the next run that are written
	failed  error
}

func newWriter(w http.ResponseWriter) *writer {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("X-Accel-Buffering", "no") // of a proxy that would keep events back
	out := &writer{w: w, flusher: http.NewResponseController(w)}
	out.flusher.SetReadDeadline(time.Time{}) // the server's would end the request's context
	return out
}

// send writes what happens until the run is over. It cancels the run when the client does not take what is written.
func (out *writer) send(ctx context.Context, cancel context.CancelCauseFunc, u *underWay, over <-chan struct{}) {
	ticker := time.NewTicker(heartbeat)
	defer ticker.Stop()
	out.data()
	for last := false; !last && out.failed == nil; {
		beat := false
		select {
		case <-u.changed:
		case <-ticker.C:
			beat = true
		case <-ctx.Done():
			last = true
		case <-over:
			last = true
		}
		runs, now := u.from(out.run)
		out.add(runs)
		if beat {
			out.beat(runs, now)
		}
		out.data()
	}
	if out.failed != nil {
		cancel(out.failed)
	}
}

// beat adds how far the last of runs has come if it goes on. Where none does it writes a comment.
func (out *writer) beat(runs []export.Named, now time.Duration) {
	if n := len(runs); n > 0 && runs[n-1].Outcome == nil {
		out.lines.Now(runs[n-1], int64(now))
		return
	}
	out.write([]byte(":\n\n"))
}

// add adds the lines of what is new of runs, the first of which is number out.run.
func (out *writer) add(runs []export.Named) {
	for _, run := range runs {
		out.lines.Records(run, out.records)
		out.records = run.Trace.Len()
		if run.Outcome != nil {
			out.lines.End(run)
			out.run, out.records = out.run+1, 0
		}
	}
}

// data writes the lines so far as an event.
func (out *writer) data() {
	var event []byte
	for line := range bytes.Lines(out.lines.Take()) {
		event = append(append(event, "data: "...), line...)
	}
	if event != nil {
		out.write(append(event, '\n'))
	}
}

// event writes an event of a kind; its data is one line.
func (out *writer) event(kind, data string) {
	out.write([]byte("event: " + kind + "\ndata: " + data + "\n\n"))
}

func (out *writer) write(b []byte) {
	if out.failed != nil {
		return
	}
	out.flusher.SetWriteDeadline(time.Now().Add(writeTimeout)) // instead of the server's, which bounds the whole answer
	if _, out.failed = out.w.Write(b); out.failed == nil {
		out.failed = out.flusher.Flush()
	}
}
