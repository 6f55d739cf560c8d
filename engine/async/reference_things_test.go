package async_test

import "errors"

// things are what tasks share.
type things struct {
	holders     [2]*person
	lockers     [2][]*person
	permits     int
	permitted   []*person
	rung        bool
	listeners   []*person
	items       []int
	getters     []*person
	putters     []*person
	given, held map[*person]int
}

func (p *person) lock(i int, fn func() error) error {
	switch p.holders[i] {
	case nil:
	case p:
		name := "l" + string(rune('0'+i))
		return errors.New("async: " + p.name + " acquires lock " + name + " again, and would wait for itself")
	default:
		if err := p.waitIn(&p.lockers[i], -1); err != nil {
			return err
		}
	}
	p.holders[i] = p
	err := fn()
	p.holders[i] = wakeFirst(&p.lockers[i])
	return err
}

func (p *person) permit(fn func() error) error {
	if p.permits > 0 && !p.anybodyBefore(&p.permitted) {
		p.permits--
	} else {
		err := p.waitIn(&p.permitted, -1)
		p.permitNext()
		if err != nil {
			return err
		}
	}
	err := fn()
	p.permits++
	p.permitNext()
	return err
}

func (p *person) permitNext() {
	if p.permits > 0 && wakeFirst(&p.permitted) != nil {
		p.permits--
	}
}

func (p *person) bell() error {
	if p.rung {
		return nil
	}
	return p.waitIn(&p.listeners, -1)
}

func (p *person) ring(on bool) {
	p.rung = on
	if on {
		wakeAll(&p.listeners)
	}
}

// put and get: a queue for two.
func (p *person) put(n int) error {
	if p.given == nil {
		p.things.given, p.things.held = map[*person]int{}, map[*person]int{}
	}
	if p.handOver(n) {
		return nil
	}
	if len(p.items) < 2 {
		p.items = append(p.items, n)
		return nil
	}
	p.held[p] = n
	err := p.waitIn(&p.putters, -1)
	delete(p.held, p)
	return err
}

// handOver gives an item to the getter that has waited longest. One that is cancelled before it runs gives it back.
func (w *world) handOver(n int) bool {
	getter := wakeFirst(&w.getters)
	if getter == nil {
		return false
	}
	w.given[getter] = n
	getter.giveBack = func() {
		if !w.handOver(n) {
			w.items = append([]int{n}, w.items...)
		}
	}
	return true
}

func (p *person) get() (int, error) {
	if len(p.items) == 0 {
		if err := p.waitIn(&p.getters, -1); err != nil {
			return 0, err
		}
		return p.given[p], nil
	}
	n := p.items[0]
	p.items = append([]int{}, p.items[1:]...)
	if len(p.items) >= 2 {
		return n, nil
	}
	if putter := wakeFirst(&p.putters); putter != nil {
		p.items = append(p.items, p.held[putter])
	}
	return n, nil
}
