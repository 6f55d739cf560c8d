package gather

import (
	"errors"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/async"
)

// request is one of the three requests.
type request struct {
	name   string
	takes  time.Duration
	status int    // of its reply, unless there is an error
	err    error  // with which the request will fail
	end    string // how the request ended, in words
}

// requests returns the three requests, of which one may be set to fail.
func (g *gather) requests() []*request {
	rs := []*request{{name: "A", takes: g.a}, {name: "B", takes: g.b}, {name: "C", takes: g.c}}
	for _, r := range rs {
		r.status, r.end = 200, r.name+" still running"
		if r.name != g.failing {
			continue
		}
		r.takes = g.failAt
		if g.failure == "500" {
			r.status = 500
		} else {
			r.err = errors.New(r.name + " connection reset")
		}
	}
	return rs
}

// calls returns a coroutine for each request.
func calls(t *engine.Task, rs []*request, send func(*engine.Task, *request) (string, error)) []*async.Coroutine[string] {
	var cs []*async.Coroutine[string]
	for _, r := range rs {
		cs = append(cs, async.Call(t, r.name, func(t *engine.Task) (string, error) { return send(t, r) }))
	}
	return cs
}

// setEnd notes how the request ended.
func (r *request) setEnd(t *engine.Task, how string) {
	r.end = how
	t.Log(how)
}

// resultText says how the requests ended, and whether an error was raised.
func resultText(rs []*request, err error) string {
	var ends []string
	for _, r := range rs {
		ends = append(ends, r.end)
	}
	if err != nil {
		return "raised; " + joined(ends)
	}
	return joined(ends)
}

func joined(items []string) string { return strings.Join(items, ", ") }
