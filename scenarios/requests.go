//go:build !js

package scenarios

import (
	"errors"
	"strconv"

	"overlap/engine"
	"overlap/engine/trace"
)

// Requests counts what became of a run's requests. A request is what a client sends over a connection from the last answer on. To
// connect is a request, too, because some services speak first.
type Requests struct {
	Answered int // a byte came back
	Failed   int // the client closed the connection without an answer, or the program failed
	Lost     int // the program ended well, and a client still waited
	Twice    int // connections over which more came back than was sent, or that were accepted twice
}

// Requests returns what became of the run's requests, as the trace has it.
func (r *Result) Requests() (n Requests) {
	a := auditor{tr: r.Trace, clients: map[trace.End]*client{}, waits: map[trace.TaskID]trace.End{}, daemons: map[trace.TaskID]bool{}}
	for _, rec := range r.Trace.All() {
		a.add(rec)
	}
	for _, c := range a.clients {
		n.Answered += c.answered
		n.Failed += c.failed
		if c.asked {
			n.Failed++
		}
		if c.accepted > 1 || c.received > c.sent {
			n.Twice++
		}
	}
	if r.Err == nil {
		n.Lost = a.cutOff
	}
	return n
}

// client is a connection as its dialler sees it.
type client struct {
	accepted         int
	sent, received   int64 // bytes of the service, and of these how many the client has read
	asked            bool  // a request has no answer yet
	answered, failed int
}

// auditor goes through a trace's records.
type auditor struct {
	tr      *trace.Trace
	clients map[trace.End]*client // by dialled ends
	waits   map[trace.TaskID]trace.End
	daemons map[trace.TaskID]bool
	cutOff  int // clients that the program's end found waiting
}

func (a *auditor) add(r trace.Record) {
	switch r.Kind {
	case trace.TaskMade:
		a.daemons[r.Task] = a.daemons[trace.TaskID(r.Ref)]
	case trace.TaskDaemon:
		a.daemons[r.Task] = true
	case trace.TaskWaiting:
		delete(a.waits, r.Task)
		if at := trace.End(r.Ref); (r.Why == trace.WhyRead || r.Why == trace.WhyWrite) && !at.Accepted() && a.clients[at] != nil {
			a.waits[r.Task] = at
		}
	case trace.TaskReady, trace.TaskRunning:
		delete(a.waits, r.Task)
	case trace.CancelSent:
		if at := a.waits[r.Task]; at != 0 && a.clients[at].asked && !a.daemons[r.Task] && a.tr.String(r.Text) == trace.RunOver {
			a.cutOff++
		}
	case trace.ConnOpened, trace.ConnAccepted, trace.ConnClosed, trace.BytesSent, trace.BytesReceived:
		a.addOfConn(r)
	}
}

// addOfConn counts what happens to a connection.
func (a *auditor) addOfConn(r trace.Record) {
	at := trace.End(r.Ref)
	if r.Kind == trace.ConnOpened {
		a.clients[at] = &client{asked: true}
		return
	}
	c := a.clients[trace.End(at.Conn())]
	switch {
	case c == nil: // a client from outside
	case r.Kind == trace.ConnAccepted:
		c.accepted++
	case r.Kind == trace.BytesSent && at.Accepted():
		c.sent += r.Arg
	case r.Kind == trace.BytesSent:
		c.asked = true
	case r.Kind == trace.BytesReceived && !at.Accepted():
		if c.received += r.Arg; c.asked {
			c.answered++
		}
		c.asked = false
	case r.Kind == trace.ConnClosed && !at.Accepted() && c.asked:
		c.failed++
		c.asked = false
	}
}

// requestsEnd adds the claim of every scenario that has services, which holds whatever is wrong with them.
func (d *Declaration) requestsEnd() {
	if len(d.services) == 0 {
		return
	}
	d.Always("every request ends, with an answer or with an error, and none is answered twice", func(rs *Results) error {
		for _, r := range rs.List {
			if err := r.requestsEnd(); err != nil {
				return err
			}
		}
		return nil
	})
	d.claims[len(d.claims)-1].UnderFaults = true
}

func (r *Result) requestsEnd() error {
	switch n := r.Requests(); {
	case is[*engine.DeadlockError](r.Err), is[*engine.LimitError](r.Err), is[*engine.PanicError](r.Err):
		return errors.New(r.Variant.Name + " neither ends nor fails in words of its own: " + r.Err.Error())
	case n.Lost > 0:
		return errors.New(r.Variant.Name + " ends well, with " + strconv.Itoa(n.Answered) + " requests answered, " + strconv.Itoa(n.Failed) +
			" failed and " + strconv.Itoa(n.Lost) + " without an end")
	case n.Twice > 0:
		return errors.New(r.Variant.Name + " has " + strconv.Itoa(n.Twice) + " connections with more in them than was sent")
	}
	return nil
}

// is reports whether an error is or wraps one of that type.
func is[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}
