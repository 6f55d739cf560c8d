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
	ready  []*person
	alarms []*alarm
	things
	meetings
}

// alarm is something to do at an instant.
type alarm struct {
	due, seq int
	do       func()
}

// person is a task of the world.
type person struct {
	*world
	name     string
	resume   func() (struct{}, bool)
	stop     func()
	pause    func(struct{}) bool
	state    string // ready, running, waiting, done
	err      error
	news     error    // what the wait it is woken from ends in
	asked    *refusal // a cancellation for its next wait
	circle   *circle
	leave    func()  // takes it from where it waits
	awaiting *person // whose end it waits for, by await
	ends     []func()
	joiners  *[]*person
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
			w.drop(a)
			a.do()
		}
		batch := w.ready
		w.ready = nil
		for _, p := range batch {
			if p.state = "running"; main.state != "done" {
				p.resume()
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

func (w *world) drop(a *alarm) {
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
		if p.asked != nil {
			p.err = p.asked
		} else {
			p.err = do(p)
		}
		p.state = "done"
		for _, end := range p.ends {
			end()
		}
		for wakeFirst(p.awaiters()) != nil {
		}
	})
	w.all, w.ready = append(w.all, p), append(w.ready, p)
	if in != nil {
		in.members = append(in.members, p)
	}
	return p
}

// begin is how every wait begins.
func (p *person) begin() error {
	if p.asked != nil {
		defer func() { p.asked = nil }()
		return p.asked
	}
	if r := p.reached(); r != nil {
		return r
	}
	return nil
}

// suspend waits to be woken.
func (p *person) suspend() error {
	if !p.pause(struct{}{}) {
		panic("stopped")
	}
	err := p.news
	p.news = nil
	return err
}

// waitIn waits in a list, until due unless that is negative, which is errLate.
func (p *person) waitIn(list *[]*person, due int) error {
	if err := p.begin(); err != nil {
		return err
	}
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
		p.drop(a)
	}
	return p.suspend()
}

func (p *person) wake(news error) {
	p.leave()
	p.state, p.news = "ready", news
	p.world.ready = append(p.world.ready, p)
}

// wakeFirst wakes who has waited longest in a list, and returns it.
func wakeFirst(list *[]*person) *person {
	if len(*list) == 0 {
		return nil
	}
	p := (*list)[0]
	p.wake(nil)
	return p
}

func (p *person) onEnd(do func()) {
	if p.state == "done" {
		do()
		return
	}
	p.ends = append(p.ends, do)
}

func (p *person) log(line string) {
	p.lines = append(p.lines, (time.Duration(p.now)*ms).String()+" "+p.name+": "+line)
}

func (p *person) sleep(n int) error {
	if err := p.begin(); err != nil {
		return err
	}
	if n == 0 {
		p.state = "ready"
		p.world.ready = append(p.world.ready, p)
		return p.suspend()
	}
	a := p.at(p.now+n, func() { p.wake(nil) })
	p.state, p.leave = "waiting", func() { p.drop(a) }
	return p.suspend()
}

func (p *person) spawn(s *script) {
	p.tasks = append(p.tasks, p.start(s.name, nil, func(p *person) error { return s.play(p) }))
}
