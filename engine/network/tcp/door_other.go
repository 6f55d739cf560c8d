//go:build !js && !linux

package tcp

import "net"

// waiting is the listening socket.
type waiting struct {
	socket   *net.TCPListener
	listener *listener
	asked    bool
}

// selector is nothing here: goroutines that wait in accept(2) tell the loop.
type selector struct{}

// newDoor takes a listening socket over.
func (ln *listener) newDoor(socket *net.TCPListener) (*door, error) {
	return &door{at: socket.Addr(), refs: newRefs(), waits: waiting{socket: socket, listener: ln}}, nil
}

// ask has the door accept one connection, unless it was asked already. It never says that one was there: package net cannot be
// asked without waiting.
func (d *door) ask() (a arrival, there bool) {
	if !d.waits.asked {
		d.waits.asked = true
		go d.accept()
	}
	return arrival{}, false
}

// expects reports true: without being asked a door accepts nothing.
func (ln *listener) expects() bool { return true }

// accept waits for a connection and leaves it for the loop.
func (d *door) accept() {
	ln := d.waits.listener
	a := arrival{from: d}
	conn, err := d.waits.socket.AcceptTCP()
	if a.failed = err; err == nil {
		a = d.accepted(newSocket(conn))
		ln.net.sockets.add(a.conn)
	}
	ln.net.loop.Post(func() {
		d.waits.asked = false
		ln.take(a)
	})
}

// Close closes the listening socket.
func (d *door) Close() error { return d.waits.socket.Close() }
