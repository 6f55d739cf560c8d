package engine

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"overlap/engine/trace"
)

// shown is how many blocked tasks an error's text names; its fields have all.
const shown = 20

// DeadlockError is what a run ends with when no task can ever go on.
type DeadlockError struct {
	Blocked []Blocked // every task that is not a daemon, in order of creation
	Cycle   []string  // names of tasks that wait for each other, the first again at the end; nil when there is none
}

// Blocked is a task that waits for ever. A name that others of the report have, too, has the task's number behind it.
type Blocked struct {
	Task string
	For  string       // what it waits for, by its kind and name: "semaphore permits"
	By   string       // the task that could end the wait, "" for nobody in particular
	Why  trace.Why    // the kind of For
	ID   trace.TaskID // of Task
	ByID trace.TaskID // of By, 0 for nobody in particular
}

func (k Blocked) String() string {
	text := k.Task + " waits for " + k.For
	switch {
	case k.By == "" || k.Why == trace.WhyTask: // which names it already
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

// despairs reports whether the run is given up although timers are set, the next of them at due: all but daemons are stuck.
// Daemons may still cancel one of them, so they are given until all timers that they have set when it comes to that have gone
// off.
func (l *Loop) despairs(due time.Duration) bool {
	switch {
	case !l.hopeless():
		l.patience = 0
	case l.patience == 0:
		l.patience = max(l.timers.last(), 1)
	default:
		return due > l.patience
	}
	return false
}

// hopeless reports whether nothing but daemons can go on unless one is cancelled: each of the others waits for a lock, or for
// tasks to end, and those that could end that wait are no daemons. So they are among themselves. What anybody can bring about,
// such as an event, an item or bytes, a daemon may; and who has a timeout, or calls outside, goes on. One task with hope is
// enough, and is looked for where it was found last.
func (l *Loop) hopeless() bool {
	if l.phase != phaseRun || l.daemons == 0 || l.calls > 0 || l.posted.expected() {
		return false
	}
	n := len(l.tasks)
	for i := range n {
		if at := (l.hope + i) % n; l.tasks[at].hopes() {
			l.hope = at
			return false
		}
	}
	return true
}

// hopes reports whether a task that is no daemon may go on without another that is none.
func (t *Task) hopes() bool {
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

// deadlock describes why nothing can go on.
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

// cycle goes from t to the task that could end its wait, and on from there, and returns the names along the way when
// they lead back to t.
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
