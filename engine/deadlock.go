package engine

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"overlap/engine/trace"
)

// shown is the most blocked tasks that an error's text names; the error's fields have all.
const shown = 20

// DeadlockError is the error of a run in which no task can ever go on.
type DeadlockError struct {
	Blocked []Blocked // every task that is not a daemon, in order of creation
	Cycle   []string  // names of tasks that wait for each other, the first again at the end; nil when there is none
}

// Blocked is a task that waits for ever. If several tasks of the report have the same name, their numbers follow it.
type Blocked struct {
	Task string
	For  string       // what the task waits for, by kind and name: "semaphore permits"
	By   string       // the task that could end the wait, "" when it is no single task
	Why  trace.Why    // the kind of For
	ID   trace.TaskID // of Task
	ByID trace.TaskID // of By, 0 for none
}

func (k Blocked) String() string {
	text := k.Task + " waits for " + k.For
	switch {
	case k.By == "" || k.Why == trace.WhyTask: // For is the other task's name
	case k.Why.HasHolder():
		text += ", held by " + k.By
	default:
		text += ", up to " + k.By
	}
	return text
}

func (e *DeadlockError) Error() string {
	var b strings.Builder
	b.WriteString("engine: deadlock")
	between := ": "
	for _, k := range e.Blocked[:min(len(e.Blocked), shown)] {
		b.WriteString(between + k.String())
		between = "; "
	}
	if more := len(e.Blocked) - shown; more > 0 {
		b.WriteString("; and " + strconv.Itoa(more) + " more")
	}
	if e.Cycle != nil {
		b.WriteString(" (cycle: " + strings.Join(e.Cycle, " → ") + ")")
	}
	return b.String()
}

// impasse is what the loop remembers of the instant at which all tasks but daemons got stuck.
type impasse struct {
	since    time.Duration
	records  int           // length of the trace at that instant
	rounds   int           // rounds of the daemons' timers since, with the present one; 0 while there is no impasse
	roundEnd time.Duration // when the timers have gone off that were set at the begin of the round
}

// daemonRounds is the number of rounds that daemons have to free the others. A watchdog looks several times before it
// cancels what makes no progress; a heartbeat goes on for ever.
const daemonRounds = 100

// daemonsTooLate reports whether the run ends in a deadlock although a timer is due, because all tasks but daemons are
// stuck, and none of them has run in all the rounds of timers that daemons had since.
func (l *Loop) daemonsTooLate(due time.Duration) bool {
	s := &l.impasse
	if s.rounds > 0 && due <= s.roundEnd && due <= l.limits.Time {
		return false
	}
	if !l.allStuck() {
		s.rounds = 0
		return false
	}
	if s.rounds == 0 {
		s.since, s.records = l.now, l.trace.Len()
	}
	s.rounds++
	s.roundEnd = l.timers.last()
	return s.rounds > daemonRounds || due > l.limits.Time
}

// allStuck reports whether every task that is no daemon is stuck, unless it is cancelled: it waits without a timeout for
// a lock or for tasks to end, and the task that could end the wait is no daemon either. A wait for an event, an item or
// bytes is not stuck, because a daemon may end it. The search begins at the task that was not stuck last time.
func (l *Loop) allStuck() bool {
	if l.phase != phaseRun || l.daemons == 0 || l.calls > 0 || l.posted.expected() {
		return false
	}
	n := len(l.tasks)
	for i := range n {
		if at := (l.lastUnstuck + i) % n; l.tasks[at].mayProceed() {
			l.lastUnstuck = at
			return false
		}
	}
	return true
}

// mayProceed reports whether a task is no daemon and not stuck.
func (t *Task) mayProceed() bool {
	if t.done || t.daemon {
		return false
	}
	p := t.lot
	if t.state != waiting || p == nil || t.alarm.seq != 0 || p.limit.pending() || !p.why.ForTasks() && p.why != trace.WhyLock {
		return true
	}
	for s := t.scope; s != nil; s = s.parent {
		if s.timer.pending() {
			return true
		}
		if s.shield {
			break
		}
	}
	by := p.endedBy()
	return by == nil || by.daemon
}

// deadlock returns the error that says why no task can go on.
func (l *Loop) deadlock() *DeadlockError {
	e := &DeadlockError{}
	var stuck []*Task
	for _, t := range l.tasks {
		if !t.done && !t.daemon && t.lot != nil {
			stuck = append(stuck, t)
		}
	}
	names := newNames(stuck)
	for _, t := range stuck {
		k := Blocked{Task: names.of(t), ID: t.id, Why: t.lot.why, For: t.lot.title()}
		if by := t.lot.endedBy(); by != nil {
			k.By, k.ByID = names.of(by), by.id
			if k.Why == trace.WhyTask {
				k.For = "task " + k.By
			}
		}
		e.Blocked = append(e.Blocked, k)
		if e.Cycle == nil {
			e.Cycle = cycle(t, names)
		}
	}
	return e
}

// cycle goes from t to the task that could end its wait, and so on, and returns the names of these tasks if the way leads
// back to t.
func cycle(t *Task, names names) []string {
	round := []string{names.of(t)}
	for by := t.lot.endedBy(); by != nil && by.lot != nil && len(round) < 1000; by = by.lot.endedBy() {
		round = append(round, names.of(by))
		if by == t {
			return round
		}
	}
	return nil
}

// title names what is waited for by its kind and name.
func (p *Lot) title() string {
	switch {
	case p.name == "":
		return p.why.String()
	case p.why == trace.WhyWait:
		return p.name
	case p.why == trace.WhyGather:
		return "gather of " + p.name
	}
	return p.why.String() + " " + p.name
}

func (p *Lot) endedBy() *Task {
	if p.by == nil {
		return p.owner
	}
	return p.by()
}

// names counts the tasks of each name that a report is about.
type names map[string][]*Task

func newNames(stuck []*Task) names {
	n := names{}
	for _, t := range stuck {
		n.add(t)
		if by := t.lot.endedBy(); by != nil {
			n.add(by)
		}
	}
	return n
}

func (n names) add(t *Task) {
	if all := n[t.name]; len(all) < 2 && !slices.Contains(all, t) { // two are enough to be told apart
		n[t.name] = append(all, t)
	}
}

func (n names) of(t *Task) string {
	if len(n[t.name]) > 1 {
		return t.numbered()
	}
	return t.name
}

// NameBeside returns the task's name, with its number behind it when the other task has the same: for errors that name
// both. The other may be nil.
func (t *Task) NameBeside(other *Task) string {
	if other != nil && other != t && other.name == t.name {
		return t.numbered()
	}
	return t.name
}

func (t *Task) numbered() string { return t.name + " (task " + strconv.Itoa(int(t.id)) + ")" }
