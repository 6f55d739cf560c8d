package duplex

import (
	"bytes"
	"cmp"
	"errors"
	"strconv"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/quantity"
)

// sentence makes a message of 55 bytes with the message's number before it.
const sentence = ": one wire, two directions, and no one waits its turn."

// message returns the bytes of message i: its number and the sentence, repeated up to the size.
func (x *duplex) message(i int) []byte {
	text := strconv.Itoa(i+1) + sentence
	return bytes.Repeat([]byte(text), x.size/len(text)+1)[:x.size]
}

var errOther = errors.New("what came back is not what was sent")

// connect makes the connection, and sets a timer that kills the server.
func (x *duplex) connect(t *engine.Task) (*network.Conn, error) {
	if x.gone > 0 {
		t.Loop().CallAt(t.Now()+x.gone, func() { network.Servers(t.Loop())[0].Kill(t) })
	}
	return network.Dial(t, "echo")
}

// send sends message i.
func (x *duplex) send(t *engine.Task, c *network.Conn, i int) error {
	n, err := c.Write(x.message(i))
	if err == nil {
		t.Log("sent " + strconv.Itoa(n) + " bytes")
	}
	return err
}

// receive appends the bytes of one read to got.
func (x *duplex) receive(t *engine.Task, c *network.Conn, got []byte) ([]byte, error) {
	chunk := make([]byte, x.chunk)
	n, err := c.Read(chunk)
	if err == nil {
		t.Log("received " + strconv.Itoa(n) + " bytes")
	}
	if got = append(got, chunk[:n]...); len(got) > x.messages*x.size {
		err = errOther
	}
	return got, err
}

// connectionEnded returns the result of a client whose connection has ended.
func (x *duplex) connectionEnded(got []byte, err error) (string, error) {
	return x.result(got, network.UnlessEnded(err))
}

// result says how much came back, unless the run has failed already, or the server did what it should not: another program's may send
// something else than it got, and one that is not to die may end the connection.
func (x *duplex) result(got []byte, err error) (string, error) {
	var sent []byte
	for i := range x.messages {
		sent = append(sent, x.message(i)...)
	}
	if !bytes.HasPrefix(sent, got) {
		return "", cmp.Or(err, errOther)
	}
	part := quantity.Count(len(got)) + " of " + quantity.Count(len(sent)) + " bytes "
	text := part + "back, as they were sent"
	switch {
	case len(got) == len(sent):
	case x.gone == 0 && err == nil:
		return "", errors.New("the server ended the connection: " + part + "came back")
	default:
		text += serverGone
	}
	return text, err
}
