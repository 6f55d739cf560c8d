package timeouts

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"overlap/engine"
)

// call is one of the calls.
type call struct {
	name  string
	takes time.Duration
	end   string // "pending", "completed", "timed out" at its own limit or "cancelled" at the limit for all
}

func (x *timeouts) newCalls() []*call {
	var calls []*call
	for _, row := range x.calls {
		calls = append(calls, &call{row.Key, row.Duration(), "pending"})
	}
	return calls
}

// resultText counts how the calls ended.
func resultText(calls []*call) string {
	parts := []string{count(calls, "completed")}
	for _, end := range []string{"timed out", "cancelled", "pending"} {
		if part := count(calls, end); !strings.HasPrefix(part, "0 ") {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

func count(calls []*call, end string) string {
	n := 0
	for _, c := range calls {
		if c.end == end {
			n++
		}
	}
	return strconv.Itoa(n) + " " + end
}

// unlessTimeout returns nil for a timeout, which it marks, and any other error as it is: a timeout is no failure here.
func unlessTimeout(t *engine.Task, err error) error {
	if errors.Is(err, engine.ErrDeadline) {
		t.Mark("time is up")
		return nil
	}
	return err
}
