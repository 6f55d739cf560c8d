package engine

import (
	"time"

	"overlap/engine/trace"
)

// lookForEnd takes the run to its next phase when the last task of the present phase has ended.
func (l *Loop) lookForEnd() {
	over := l.main == nil && l.alive == l.daemons || l.main != nil && l.main.done
	switch {
	case l.phase == phaseRun && over:
		l.phase = phaseLast
		l.report.Ended = l.now
		if l.err == nil && l.main != nil {
			l.err = l.main.err
		}
	case l.phase == phaseGrace && l.alive == l.daemons:
		l.cancelRest()
	case l.phase == phaseCancel && l.alive == 0:
		l.finish()
	}
}

// lastTurns is the number of iterations that other tasks get after the main task's end, without time passing. It is enough
// for closing connections, and bounded in case a task never waits.
const lastTurns = 16

func (l *Loop) lastTurn() {
	switch l.turns++; {
	case l.ready.len() > 0 && l.turns <= lastTurns:
	case l.grace > 0 && l.alive > l.daemons:
		l.report.LeftRunning = l.leftRunning()
		l.phase, l.until, l.grace = phaseGrace, l.now+l.grace, 0
	default:
		l.cancelRest()
	}
}

// cancelRest ends what the main task left behind, as asyncio.run does: every task is cancelled once and
// may clean up.
func (l *Loop) cancelRest() {
	for _, fn := range l.onEnd {
		l.guard(fn)
	}
	l.report.NeverAwaited = l.neverAwaited()
	if l.until > 0 {
		l.report.RanOn = l.now - l.report.Ended
	} else {
		l.report.LeftRunning = l.leftRunning()
	}
	l.phase = phaseCancel
	for _, t := range l.tasks {
		t.Cancel(trace.RunOver)
	}
	l.lookForEnd()
}

// stuck ends a run in which nothing can ever happen again. What daemons have done since the others got stuck is taken out
// of the trace.
func (l *Loop) stuck() {
	switch l.phase {
	case phaseCancel: // tasks that refuse to end are in the report already, as left running
		l.finish()
		return
	case phaseGrace:
		l.cancelRest()
		return
	}
	l.Fail(l.deadlock())
	if l.impasse.rounds > 0 {
		l.report.Ended = l.impasse.since
		l.trace.Truncate(l.impasse.records)
	}
}

// finish stops everything, the trace included.
func (l *Loop) finish() {
	if l.phase == phaseFinished {
		return
	}
	if l.phase == phaseRun {
		l.report.Ended = l.now
	}
	l.report.Failed = l.unretrieved()
	if l.phase < phaseCancel { // cut off
		l.report.NeverAwaited = l.neverAwaited()
	}
	l.phase, l.room = phaseFinished, 0
}

// OnClose has Close call fn once, after the deferred calls of the tasks, to free what the garbage collector does not free,
// such as sockets.
func (l *Loop) OnClose(fn func()) { l.onClose = append(l.onClose, fn) }

// Close releases the stacks of suspended tasks: their deferred calls run, up to a wait. It first interrupts calls outside of
// the loop and waits for them to return. The trace can still be read.
func (l *Loop) Close() {
	for !l.CloseFor(time.Hour) {
	}
}
