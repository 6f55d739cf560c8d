package scenarios

import (
	"cmp"
	"errors"
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/trace"
)

// Recorded is a run that was recorded elsewhere, such as that of a real program.
type Recorded struct {
	Title string
	File  string       // the file that lines are in
	Trace *trace.Trace // which trace.Validator accepts
	Err   error        // how it ended; nil says that its tasks do
	// Outcome is what the run came to, nil where only its records are known.
	Outcome *trace.Outcome
}

// As returns the variant with a run of it that was made elsewhere, such as on a real machine: batches do not run it again.
func (v Variant) As(run Recorded) Variant {
	v.recorded = &run
	return v
}

// Recording returns a scenario whose variants have run already, so that the page and the command show them as they show any
// other. It has no parameters, and running it again gives the same results at once.
func Recording(id, title string, runs ...Recorded) *Scenario {
	return &Scenario{ID: id, Title: title, Declare: func(d *Declaration) {
		for i, run := range runs {
			d.variants = append(d.variants, Variant{Name: strconv.Itoa(i + 1), Title: run.Title, File: cmp.Or(run.File, "the program"), recorded: &run})
		}
	}}
}

// playBack returns the result of a run that was recorded. Without an outcome the run lasts from its first record until all tasks
// that no other task made have ended, and fails when the last of these tasks does.
func playBack(v Variant) *Result {
	if o := v.recorded.Outcome; o != nil {
		r := &Result{Variant: v, Trace: v.recorded.Trace, Began: o.Began, Total: o.Total, Value: o.Result, Late: o.Late, Latencies: o.Latencies, Err: v.recorded.Err}
		if o.Stopped {
			r.Err = engine.ErrStopped
		}
		if r.Report.Ended, r.Report.RanOn = o.Began+o.Total, o.RanOn; r.Err == nil && o.Failed != "" {
			r.Err = errors.New(o.Failed)
		}
		takeLeft(&r.Report, o.Left)
		return r
	}
	r := &Result{Variant: v, Trace: v.recorded.Trace}
	roots, ended := map[trace.TaskID]bool{}, int64(0)
	for i, rec := range r.Trace.All() {
		if i == 0 {
			r.Began, ended = time.Duration(rec.At), rec.At
		}
		switch {
		case rec.Kind == trace.TaskMade && rec.Ref == 0:
			roots[rec.Task] = true
		case rec.Kind == trace.TaskDaemon:
			delete(roots, rec.Task)
		case !roots[rec.Task] || rec.Kind != trace.TaskDone && rec.Kind != trace.TaskFailed && rec.Kind != trace.TaskCancelled:
		default:
			delete(roots, rec.Task)
			ended, r.Err = rec.At, nil
			if rec.Kind == trace.TaskFailed {
				r.Err = errors.New(r.Trace.String(rec.Text))
			}
		}
	}
	if len(roots) > 0 {
		ended = r.Trace.End()
	}
	r.Total = time.Duration(ended) - r.Began
	if v.recorded.Err != nil {
		r.Err = v.recorded.Err
	}
	return r
}
