package scenarios

import (
	"errors"
	"math"
	"time"

	"overlap/engine"
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// Result is one variant's run.
type Result struct {
	Variant   Variant
	Total     time.Duration   // from the variant's start, when its services listen already, to its end or failure
	Began     time.Duration   // the instant at which the variant started, 0 in the model
	Value     string          // what the variant returned
	Changed   []time.Duration // since Began: when parameters changed
	Err       error
	Late      time.Duration   // how late the machine may have been meanwhile, 0 in the model
	Latencies []time.Duration // what the variant recorded with Latency, rising
	Trace     *trace.Trace
	Report    engine.Report
	builder   *summary.Builder // of summary, while it is made piece by piece
	summary   *summary.Summary
}

// Summary returns what the trace adds up to.
func (r *Result) Summary() *summary.Summary {
	for !r.summarize(r.Trace.Len(), &summary.Room{}) {
	}
	return r.summary
}

// summarize goes on by some records of the trace, and reports whether the summary is made. It begins in the room given.
func (r *Result) summarize(records int, in *summary.Room) (made bool) {
	switch {
	case r.summary != nil:
	case r.builder == nil:
		r.builder = summary.NewBuilder(r.Trace, in)
	case r.builder.Add(records):
		r.summary, r.builder = r.builder.Summary(), nil
	}
	return r.summary != nil
}

// Outcome returns what the run ended with, in words: what the variant returned, or its error.
func (r *Result) Outcome() string {
	if r.Err != nil {
		return "failed: " + r.Err.Error()
	}
	return r.Value
}

// Stopped reports whether somebody stopped the run before its end.
func (r *Result) Stopped() bool { return errors.Is(r.Err, engine.ErrStopped) }

// Recorded returns what the run came to, to be kept with its records; stuck says that its tasks wait for ever.
func (r *Result) Recorded(stuck bool) *trace.Outcome {
	o := &trace.Outcome{Began: r.Began, Total: r.Total, RanOn: r.Report.RanOn, Result: r.Value, Stuck: stuck, Late: r.Late, Latencies: r.Latencies, Left: leftBehind(&r.Report)}
	if r.Err != nil {
		o.Failed, o.Stopped = r.Err.Error(), r.Stopped()
	}
	return o
}

// Results are one run of every variant with the same parameters and seed.
type Results struct {
	Scenario *Scenario
	Seed     uint64
	List     []*Result // in page order
	All      []Variant // the scenario's variants in page order, of which some may not have run
	Measured Measured  // what the latencies of the results are
	headline func(*Results) Headline
	guess    func(*Results) Guess
}

// Forget drops the traces and summaries, of which long runs have many megabytes. Totals, values and reports stay.
func (rs *Results) Forget() {
	for _, r := range rs.List {
		r.Trace = &trace.Trace{}
		r.builder, r.summary = nil, &summary.Summary{Trace: r.Trace}
	}
}

// Random reports whether any of the runs drew random numbers, so that another seed may give other results.
func (rs *Results) Random() bool {
	for _, r := range rs.List {
		if r.Report.Random {
			return true
		}
	}
	return false
}

// Of returns the result of the variant of that name. It panics when there is none: claims name variants of their own
// scenario, so that an unknown name is a mistake in the program.
func (rs *Results) Of(name string) *Result {
	if r := rs.Ran(name); r != nil {
		return r
	}
	panic("scenarios: no variant " + name)
}

// Dropped reports whether a connection met a full backlog: its client tried again after a second or more.
func (r *Result) Dropped() bool {
	for _, mark := range r.Trace.All() {
		if mark.Kind == trace.Mark && r.Trace.String(mark.Text) == trace.SYNDropped {
			return true
		}
	}
	return false
}

// Steps returns how often tasks were resumed.
func (r *Result) Steps() (n int) {
	for _, rec := range r.Trace.All() {
		if rec.Kind == trace.TaskRunning {
			n++
		}
	}
	return n
}

// Gap returns the least time between two instants at which something happens, the greatest duration where all happens at one instant.
// On a machine that is later than that, two events may change places.
func (r *Result) Gap() time.Duration {
	gap, last := int64(math.MaxInt64), int64(0)
	for _, rec := range r.Trace.All() {
		if rec.At > last {
			gap, last = min(gap, rec.At-last), rec.At
		}
	}
	return time.Duration(gap)
}

// Works reports whether the run's tasks work, or only wait.
func (r *Result) Works() bool {
	for _, task := range r.Summary().Tasks {
		for _, s := range task.Spans {
			if s.State == trace.Running && s.To > s.From {
				return true
			}
		}
	}
	return false
}

// Took returns nil when the variant ended well after exactly want, else an error that says what happened.
func (r *Result) Took(want time.Duration) error {
	if r.Err != nil {
		return r.Err
	}
	if r.Total != want {
		return &TotalError{r.Variant.Name, r.Total, want}
	}
	return nil
}

// TotalError says that a variant took another time than was claimed.
type TotalError struct {
	Variant   string
	Got, Want time.Duration
}

func (e *TotalError) Error() string {
	return "scenarios: " + e.Variant + " took " + e.Got.String() + ", not " + e.Want.String()
}
