package engine

import (
	"strconv"
	"time"
)

// Limits bound a run, so that no choice of parameters hangs a page. A field that is zero takes the value
// DefaultLimits gives it.
type Limits struct {
	Records int           // records in the trace
	Tasks   int           // tasks made
	Bytes   int           // bytes in flight on all memory connections together
	Time    time.Duration // virtual time
}

// DefaultLimits returns bounds that a page can carry: a million records are 32 MB.
func DefaultLimits() Limits {
	return Limits{Records: 2_000_000, Tasks: 200_000, Bytes: 256 << 20, Time: 30 * 24 * time.Hour}
}

func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	if l.Records <= 0 {
		l.Records = d.Records
	}
	if l.Tasks <= 0 {
		l.Tasks = d.Tasks
	}
	if l.Bytes <= 0 {
		l.Bytes = d.Bytes
	}
	if l.Time <= 0 {
		l.Time = d.Time
	}
	return l
}

// LimitError is what a run ends with when it reaches one of its Limits.
type LimitError struct {
	What  string // "records", "tasks", "bytes in flight" or "virtual time"
	Limit string // the bound, with its unit
}

func (e *LimitError) Error() string {
	return "engine: stopped at the limit of " + e.Limit + " " + e.What
}

func limitError(what string, n int) *LimitError {
	return &LimitError{What: what, Limit: strconv.Itoa(n)}
}
