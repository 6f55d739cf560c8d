package async_test

import (
	"iter"
	"slices"
	"strconv"
	"time"
)

// world plays scripts as the rules say, with no regard for speed or for how the package does it: lists are
// searched and copied, and every rule is written out where it applies.
type world struct {
	now    int
	seq    int
	lines  []string
	all    []*person // everybody, and
	tasks  []*person // those that were spawned
	ready  []turn
	alarms []*alarm
	things
	meetings
}

// alarm is something to do at an instant.
type alarm struct {
	due, seq int
	do       func()
	over     bool
}

// turn is of a person, or of an alarm that is due or is none of time's.
type turn struct {
	of    *person
	alarm *alarm
}

// person is a task of the world.
type person struct {
	*world
	name          string
	resume        func() (struct{}, bool)
	stop          func()
	pause         func(struct{}) bool
	state         string // ready, running, waiting, done
	begun         bool
	err           error
	news          error      // what the wait it is woken from ends in,
	cut           *refusal   // unless it was cancelled
	granted       *[]*person // where it got what others did not,
	giveBack      func()     // and how that is undone; nil: not at all
	asked         *refusal   // its own cancellation that it has not received
	circle        *circle
	leave         func()                // takes it from where it waits
	awaiting      *person               // whose end it waits for, by await,
	cancelAwaited func(r *refusal) bool // or what cancels what it waits for instead
	passing       bool
	passed        bool // its own was passed on, and is received with the end of the wait
	ends          []func()
	joiners       *[]*person
}

// refusal is a cancellation, of a circle or of a task.
type refusal struct {
	cause string
	of    *circle
}

func (r *refusal) Error() string { return "cancelled: " + r.cause }

type several []error

func (s several) Error() string {
	text := strconv.Itoa(len(s)) + " errors: "
	for i, err := range s {
		if i > 0 {
			text += "; "
		}
		text += err.Error()
	}
	return text
}

// reference plays the scripts and returns what their tasks logged.
func reference(scripts []*script) []string {
	w := &world{things: things{permits: 2}, meetings: meetings{gate: &gathering{}, total: 2, future: &promise{}}}
	main := w.start("main", nil, func(p *person) error {
		for _, s := range scripts {
			p.spawn(s)
		}
		return p.sleep(1000)
	})
	defer func() {
		for _, p := range w.all {
			p.stop()
		}
	}()
	for main.state != "done" {
		if len(w.ready) == 0 {
			w.now = max(w.now, w.first().due)
		}
		for a := w.first(); a != nil && a.due <= w.now; a = w.first() {
			w.alarms = slices.DeleteFunc(w.alarms, func(b *alarm) bool { return a == b })
			w.ready = append(w.ready, turn{alarm: a})
		}
		batch := w.ready
		w.ready = nil
		for _, next := range batch {
			p, a := next.of, next.alarm
			switch {
			case main.state == "done":
			case p != nil:
				p.state, p.begun = "running", true
				p.resume()
			case !a.over:
				a.over = true
				a.do()
			}
		}
	}
	return w.lines
}

func (w *world) first() (first *alarm) {
	for _, a := range w.alarms {
		if first == nil || a.due < first.due || a.due == first.due && a.seq < first.seq {
			first = a
		}
	}
	return first
}

func (w *world) at(due int, do func()) *alarm {
	w.seq++
	a := &alarm{due: due, seq: w.seq, do: do}
	w.alarms = append(w.alarms, a)
	return a
}

// soon has something done in a turn of its own.
func (w *world) soon(do func()) *alarm {
	a := &alarm{do: do}
	w.ready = append(w.ready, turn{alarm: a})
	return a
}

func (w *world) unset(a *alarm) {
	if a != nil {
		a.over = true
	}
	w.alarms = slices.DeleteFunc(w.alarms, func(b *alarm) bool { return a == b })
}

func (w *world) start(name string, in *circle, do func(*person) error) *person {
	p := &person{world: w, name: name, state: "ready", circle: in}
	p.resume, p.stop = iter.Pull(func(yield func(struct{}) bool) {
		defer func() {
			if r := recover(); r != nil && r != "stopped" {
				panic(r)
			}
		}()
		p.pause = yield
		if p.asked == nil {
			p.err = do(p)
		}
		if p.err == nil && p.asked != nil {
			p.err = p.asked
		}
		p.state = "done"
		for _, end := range p.ends {
			w.soon(end)
		}
		wakeAll(p.awaiters())
	})
	w.all, w.ready = append(w.all, p), append(w.ready, turn{of: p})
	if in != nil {
		in.members = append(in.members, p)
	}
	return p
}

// suspend waits to be woken. A cancellation that is due is delivered at once.
func (p *person) suspend() error {
	if r := p.due(); r != nil {
		p.deliver(r)
	}
	if !p.pause(struct{}{}) {
		panic("stopped")
	}
	err, r := p.news, p.cut
	p.news, p.cut, p.granted, p.giveBack = nil, nil, nil, nil
	if r == nil {
		return err
	}
	p.passed = false
	if due := p.takeDue(); due != nil {
		r = due
	}
	return r
}

// waitIn waits in a list, until due unless that is negative, which is errLate.
func (p *person) waitIn(list *[]*person, due int) error {
	if due >= 0 && due <= p.now {
		return errLate
	}
	*list = append(*list, p)
	var a *alarm
	if due >= 0 {
		a = p.at(due, func() { p.wake(errLate) })
	}
	p.state, p.leave = "waiting", func() {
		*list = slices.DeleteFunc(*list, func(q *person) bool { return p == q })
		p.unset(a)
	}
	return p.suspend()
}

func (p *person) wake(news error) {
	p.leave()
	p.state, p.news = "ready", news
	p.world.ready = append(p.world.ready, turn{of: p})
}

// wakeFirst wakes who has waited longest in a list, and returns it. It gets what others do not.
func wakeFirst(list *[]*person) *person {
	if len(*list) == 0 {
		return nil
	}
	p := (*list)[0]
	p.wake(nil)
	p.granted = list
	return p
}

// wakeAll tells all that wait in a list.
func wakeAll(list *[]*person) {
	for len(*list) > 0 {
		(*list)[0].wake(nil)
	}
}

// anybodyBefore reports whether anybody is before a newcomer: waits in a list, or got something there and has not run.
func (w *world) anybodyBefore(list *[]*person) bool {
	return len(*list) > 0 || slices.ContainsFunc(w.all, func(p *person) bool { return p.granted == list })
}

// onEnd has something done in a turn after the end.
func (p *person) onEnd(do func()) {
	if p.state == "done" {
		p.soon(do)
		return
	}
	p.ends = append(p.ends, do)
}

func (p *person) log(line string) {
	p.lines = append(p.lines, (time.Duration(p.now)*ms).String()+" "+p.name+": "+line)
}

func (p *person) sleep(n int) error {
	if n == 0 {
		p.state = "ready"
		p.world.ready = append(p.world.ready, turn{of: p})
		return p.suspend()
	}
	a := p.at(p.now+n, func() { p.wake(nil) })
	p.state, p.leave = "waiting", func() { p.unset(a) }
	return p.suspend()
}

func (p *person) spawn(s *script) {
	p.tasks = append(p.tasks, p.start(s.name, nil, func(p *person) error { return s.play(p) }))
}
