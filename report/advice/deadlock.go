package advice

import (
	"slices"

	"overlap/engine"
	"overlap/engine/trace"
	"overlap/engine/trace/reader"
)

// Deadlock returns an *engine.DeadlockError when the writer of a run's trace found that the tasks which wait at the end wait for
// ever, else nil.
func Deadlock(run *reader.Run) error {
	if run.End.How != reader.Stuck && !slices.ContainsFunc(run.Findings, func(f reader.Finding) bool { return f.What == reader.Stuck }) {
		return nil
	}
	return &engine.DeadlockError{Blocked: blocked(run.Trace)}
}

// blocked returns who waits for whom at the end of a trace.
func blocked(tr *trace.Trace) (list []engine.Blocked) {
	var tasks []engine.Blocked // by number, from 1; the reason of those that do not wait is 0
	holders := map[int32]trace.TaskID{}
	for _, rec := range tr.All() {
		switch rec.Kind {
		case trace.TaskMade:
			tasks = append(tasks, engine.Blocked{Task: tr.String(rec.Text), ID: rec.Task})
		case trace.Acquired:
			holders[rec.Ref] = rec.Task
		case trace.Released:
			delete(holders, rec.Ref)
		case trace.TaskReady, trace.TaskRunning, trace.TaskDone, trace.TaskFailed, trace.TaskCancelled:
			tasks[rec.Task-1].Why = 0
		case trace.TaskWaiting:
			b := &tasks[rec.Task-1]
			if b.Why, b.For, b.ByID = rec.Why, rec.Why.String()+" "+tr.String(rec.Text), 0; rec.Why == trace.WhyTask {
				b.ByID = trace.TaskID(rec.Ref)
			} else if rec.Why.HasHolder() {
				b.ByID = trace.TaskID(-rec.Ref) // of the resource, whose holder may change
			}
		}
	}
	for _, b := range tasks {
		if b.ByID < 0 {
			b.ByID = holders[int32(-b.ByID)]
		}
		if b.ByID > 0 {
			b.By = tasks[b.ByID-1].Task
		}
		if b.Why != 0 {
			list = append(list, b)
		}
	}
	return list
}
