package timeouts

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"overlap/engine"
)

// call is one of the calls, and what became of it.
type call struct {
	name  string
	takes time.Duration
	end   string // "pending", "completed", "timed out" by its own limit or "cancelled" by another
}

func (x *timeouts) list() []*call {
	var calls []*call
	for _, row := range x.calls {
		calls = append(calls, &call{row.Key, row.Duration(), "pending"})
	}
	return calls
}

// told counts what became of the calls.
func told(calls []*call) string {
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

// unlessLate returns errors other than a timeout's, which it marks: that time was up is no failure here.
func unlessLate(t *engine.Task, err error) error {
	if errors.Is(err, engine.ErrDeadline) {
		t.Mark("time is up")
		return nil
	}
	return err
}
