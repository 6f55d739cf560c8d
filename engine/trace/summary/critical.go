package summary

import (
	"slices"

	"overlap/engine/trace"
)

// Step is a stretch of the critical path.
type Step struct {
	Task trace.TaskID
	Span // the part of the task's span that is on the path
}

// CriticalPath returns the chain of steps, in order of time, that determined when the run's main work ended, at the instant
// end: if a step were shorter, it would end earlier, until another chain is the longest. In place of a wait that another task ended, the chain
// has what that task did, so that it goes through servers and children down to the sleeps and the work that took the time.
// Steps of no time are left out. For an unfinished run it is the chain that leads to the last record.
func (s *Summary) CriticalPath(end int64) []Step {
	w := walk{s: s, at: end}
	t := s.lastTask(end)
	if t == nil {
		return nil
	}
	w.wakers = s.Wakers()
	w.goTo(t, int32(s.Stats.Records))
	for w.task != nil {
		w.back()
	}
	slices.Reverse(w.steps)
	return w.steps
}

// lastTask returns the task that ended at an instant, or else one that did not end. Of several it takes the first that was
// made, a parent rather than a child that was cancelled with it.
func (s *Summary) lastTask(end int64) (last *Task) {
	for i := range s.Tasks {
		switch t := &s.Tasks[i]; {
		case t.Daemon:
		case t.Outcome != Unfinished && t.EndedAt == end:
			return t
		case t.Outcome == Unfinished && last == nil:
			last = t
		}
	}
	return last
}

// walk goes backwards through a run. It ends, because each step goes to an earlier span of the same task or to an earlier
// record.
type walk struct {
	s      *Summary
	wakers *Wakers
	task   *Task
	span   int   // index in task.Spans of the next span
	at     int64 // the instant that the walk has reached
	steps  []Step
}

// goTo continues the walk in task t, with what it did before the record.
func (w *walk) goTo(t *Task, record int32) {
	w.task = t
	if t != nil {
		w.span = t.spanAt(record-1, w.at)
	}
}

// back adds the present span and goes to what that span had to wait for.
func (w *walk) back() {
	t := w.task
	if w.span < 0 { // before the task's first record
		w.goTo(w.s.Task(t.Parent), t.made)
		return
	}
	sp := t.Spans[w.span]
	w.addStep(sp)
	w.span--
	if sp.State != trace.Ready {
		return
	}
	if by := w.s.Task(trace.TaskID(sp.Ref)); by != nil && by != t {
		w.goTo(by, sp.Record)
		return
	}
	w.goToSender()
}

// addStep adds the part of a span before the present instant, and goes back to its beginning.
func (w *walk) addStep(sp Span) {
	sp.To = min(sp.To, w.at)
	if sp.From < sp.To {
		w.steps = append(w.steps, Step{Task: w.task.ID, Span: sp})
	}
	w.at = min(w.at, sp.From)
}

// goToSender goes from a reader that the network woke to the sender of what it read.
func (w *walk) goToSender() {
	if w.span < 0 {
		return
	}
	m := w.wakers.message(w.task, w.span)
	if m == nil {
		return
	}
	sp := w.task.Spans[w.span]
	sp.From = m.SentAt
	w.addStep(sp)
	w.goTo(w.s.Task(m.FromTask), m.sent)
}
