package scenarios

import (
	"cmp"
	"errors"
	"strconv"
	"time"

	"overlap/engine/trace"
)

// Recorded is a run that was recorded elsewhere, such as that of a real program.
type Recorded struct {
	Title string
	File  string       // the file that lines are in
	Trace *trace.Trace // which trace.Validate accepts
	Err   error        // how it ended; nil says that its tasks do
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

// playBack returns the result of a run that was recorded. It lasts from its first record until all tasks that no other task made
// have ended, and fails when the last of these does.
func playBack(v Variant) *Result {
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
