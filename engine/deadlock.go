package engine

import (
	"strconv"
	"strings"

	"overlap/engine/trace"
)

// shown is how many blocked tasks an error's text names; its fields have all.
const shown = 20

// DeadlockError is what a run ends with when no task can ever go on.
type DeadlockError struct {
	Blocked []Blocked // every task that is not a daemon, in order of creation
	Cycle   []string  // names of tasks that wait for each other, the first again at the end; nil when there is none
}

// Blocked is a task that waits for ever.
type Blocked struct {
	Task   string
	For    string       // what it waits for
	HeldBy string       // the task that could end the wait, "" for nobody in particular
	ID     trace.TaskID // of Task
	Holder trace.TaskID // of HeldBy, 0 for nobody in particular
}

func (e *DeadlockError) Error() string {
	var b strings.Builder
	b.WriteString("engine: deadlock")
	between := ": "
	for _, k := range e.Blocked[:min(len(e.Blocked), shown)] {
		b.WriteString(between + k.Task + " waits for " + k.For)
		between = "; "
		if k.HeldBy != "" {
			b.WriteString(", held by " + k.HeldBy)
		}
	}
	if more := len(e.Blocked) - shown; more > 0 {
		b.WriteString("; and " + strconv.Itoa(more) + " more")
	}
	if e.Cycle != nil {
		b.WriteString(" (cycle: " + strings.Join(e.Cycle, " → ") + ")")
	}
	return b.String()
}

// deadlock describes why nothing can go on.
func (l *Loop) deadlock() *DeadlockError {
	e := &DeadlockError{}
	for _, t := range l.tasks {
		if t.done || t.daemon || t.lot == nil {
			continue
		}
		k := Blocked{Task: t.name, ID: t.id, For: strings.TrimSpace(t.lot.why.String() + " " + t.lot.name)}
		if h := t.lot.heldBy(); h != nil {
			k.HeldBy, k.Holder = h.name, h.id
		}
		e.Blocked = append(e.Blocked, k)
		if e.Cycle == nil {
			e.Cycle = cycle(t)
		}
	}
	return e
}

// cycle follows holders from t and returns the names along the way when they lead back to it.
func cycle(t *Task) []string {
	names := []string{t.name}
	for h := t.lot.heldBy(); h != nil && h.lot != nil && len(names) < 1000; h = h.lot.heldBy() {
		names = append(names, h.name)
		if h == t {
			return names
		}
	}
	return nil
}

func (p *Lot) heldBy() *Task {
	if p.holder == nil {
		return p.owner
	}
	return p.holder()
}
