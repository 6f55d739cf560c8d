// Package chat is the scenario of a room in which one member reads slowly.
package chat

import (
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/network"
	"overlap/scenarios"
)

// Scenario is the chat room.
var Scenario = &scenarios.Scenario{
	ID:       "chat",
	Title:    "Chat: one slow reader",
	Question: "Ann sends a photo every 200 ms to a room. Bob and Dan take photos as they come, Eve's phone needs 750 ms for each. Whose photos are late?",
	Topic:    scenarios.TheNetwork,
	Level:    10,
	Declare:  declare,
}

type chat struct {
	photos, bound int
	every, slow   time.Duration
	full          string
}

func declare(d *scenarios.Declaration) {
	x := &chat{}
	d.Int(&x.photos, "photos", 8, scenarios.Between(1, 40), "Photos", "how many Ann sends")
	d.Duration(&x.every, "every", 200*time.Millisecond, scenarios.Between(10*time.Millisecond, time.Second), "One every", "how long after a photo the next one is sent")
	d.Duration(&x.slow, "slow", 750*time.Millisecond, scenarios.Between(0, 5*time.Second), "Eve needs", "how long Eve's phone is busy with a photo before it reads the next")
	d.Int(&x.bound, "queue", 2, scenarios.Between(1, 40), "Queue of each member", "how many photos may wait for a member in the second variant")
	d.Choice(&x.full, "full", whenFull(), "When a queue is full", "what becomes of a photo for which a member's queue has no room")
	d.Live("every", "slow")
	d.OwnService(address.Name, address.Port, x.room(true).serve).Takes("Ann").Heeds("queue", "full")
	d.MainTask("Ann")
	d.Variant("direct", "Each handler writes to all", x.direct)
	d.Variant("queued", "A queue and a writer for each", x.queued)
	d.Incomparable()
	d.Headline(x.headline)
	d.GuessWhich("Each handler writes to all. Of the 16 photos that Bob and Dan get, how many are late?", x.lateWhenDirect, "None", "4", "8", "13")

	d.Preset("The oldest is dropped", "full=oldest")
	d.Preset("The slow are disconnected", "full=disconnect")
	d.Preset("A queue for everything", "queue=40")
	scenarios.Claims(d, x)
}

// direct has the handler of who speaks write to everybody.
func (x *chat) direct(t *engine.Task) (string, error) { return x.run(t, false) }

// queued has a writer for each member, which takes photos from a queue.
func (x *chat) queued(t *engine.Task) (string, error) { return x.run(t, true) }

// run has everybody join and Ann speak, until all have what they get.
func (x *chat) run(t *engine.Task, queues bool) (string, error) {
	if _, err := network.Serve(t, address, 0, x.room(queues).serve); err != nil {
		return "", err
	}
	got := &received{chat: x, began: t.Now()}
	err := async.OpenNursery(t, func(n *async.Nursery) error { // [1]
		ann, err := join(t, "Ann") // [2]
		if err != nil {
			return err
		}
		defer ann.Close()
		for _, name := range []string{"Bob", "Eve", "Dan"} {
			c, err := join(t, name) // [3]
			if err != nil {
				return err
			}
			c.HandTo(n.Go(name, func(t *engine.Task) error { return got.listen(t, name, c) }))
		}
		return x.speak(t, ann, got.began) // [4]
	})
	return got.text(), err
}

// listen takes photos until the room closes. Eve is busy with each for a while.
func (g *received) listen(t *engine.Task, name string, c *network.Conn) error {
	defer c.Close()
	photo := make([]byte, size)
	for {
		number, err := read(c, photo) // [5]
		if err != nil {
			return unlessGone(err)
		}
		g.note(t, name, number)
		if err := t.Sleep(g.busy(name)); err != nil { // [6]
			return err
		}
	}
}

// serve sends what a member says to all others.
func (r *room) serve(t *engine.Task, c *network.Conn) error {
	m, err := r.welcome(t, c)
	for err == nil {
		var said string
		if said, err = c.ReadLine(); err == nil { // [7]
			err = r.send(t, photo(said), r.others(m))
		}
	}
	r.leave(t, m)
	return unlessGone(err)
}

// writeToAll waits, for one member after another, until the system has taken the whole photo.
func writeToAll(t *engine.Task, photo []byte, to []*member) error {
	for _, m := range to {
		m.conn.HandTo(t)
		m.conn.HandReadsTo(m.handler)
		if _, err := m.conn.Write(photo); unlessGone(err) != nil { // [8]
			return err
		}
	}
	return nil
}

// queueForAll waits for nobody. A member without room in the queue loses a photo, or the connection.
func (r *room) queueForAll(t *engine.Task, photo []byte, to []*member) {
	for _, m := range to {
		if m.queue.TryPut(t, photo) == nil {
			continue
		}
		switch r.full {
		case "oldest":
			m.queue.TryGet(t)
			m.queue.TryPut(t, photo)
		case "disconnect":
			m.conn.Close()
		}
	}
}

// writer sends the photos of a member's queue.
func (m *member) writer(t *engine.Task) error {
	defer m.conn.Close()
	for {
		photo, err := m.queue.Get(t) // [9]
		if err != nil {
			return async.UnlessClosed(err)
		}
		if _, err := m.conn.Write(photo); err != nil { // [10]
			return unlessGone(err)
		}
	}
}
