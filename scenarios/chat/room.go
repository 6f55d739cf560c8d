package chat

import (
	"errors"
	"io"
	"slices"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/network"
)

var address = network.Address{Name: "room", Port: 8084}

const (
	size   = 300_000  // bytes of a photo
	buffer = 64 << 10 // bytes that a connection holds, about: less than a photo
)

// photo returns what others get when a member says something: a line, and the rest of a photo.
func photo(said string) []byte {
	p := make([]byte, size)
	copy(p, said+"\n")
	return p
}

// room is a chat's server. It closes when its host leaves, who came first.
type room struct {
	*chat
	members []*member // in the order they came
	queues  bool      // members have a queue and a writer
}

func (x *chat) room(queues bool) *room { return &room{chat: x, queues: queues} }

// send sends a photo to members.
func (r *room) send(t *engine.Task, photo []byte, to []*member) error {
	if r.queues {
		r.queueForAll(t, photo, to)
		return nil
	}
	return writeToAll(t, photo, to)
}

type member struct {
	conn    *network.Conn
	handler *engine.Task
	queue   *async.Queue[[]byte] // of the writer; nil without
}

// welcome makes a member of who says a name.
func (r *room) welcome(t *engine.Task, c *network.Conn) (*member, error) {
	m := &member{conn: c, handler: t}
	name, err := c.ReadLine()
	if err != nil {
		return m, err
	}
	if err := errors.Join(c.SetBuffer(buffer), c.WriteLine("welcome")); err != nil {
		return m, err
	}
	r.members = append(r.members, m)
	if r.queues {
		m.queue = async.NewQueue[[]byte](t, "photos for "+name, r.bound)
		c.HandTo(t.Go("writer to "+name, m.writer))
		c.HandReadsTo(t)
	}
	return m, nil
}

// others returns all members but one.
func (r *room) others(m *member) []*member {
	return slices.DeleteFunc(slices.Clone(r.members), func(x *member) bool { return x == m })
}

// leave ends a membership, and all of them if it is the host's.
func (r *room) leave(t *engine.Task, m *member) {
	left := []*member{m}
	if len(r.members) > 0 && r.members[0] == m {
		left = r.members
	}
	for _, x := range left {
		r.members = r.others(x)
		x.close(t)
	}
}

// close ends a member's connection. A writer first sends what is in the queue.
func (m *member) close(t *engine.Task) {
	if m.queue == nil {
		m.conn.Close()
		return
	}
	m.queue.Close(t)
}

// unlessGone returns nil when a connection has ended, at either side.
func unlessGone(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, network.ErrClosed) {
		return nil
	}
	return network.UnlessEnded(err)
}
