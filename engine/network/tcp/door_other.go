//go:build !js && !linux

package tcp

import "net"

// waiting is the listening socket.
type waiting struct {
	socket *net.TCPListener
	arrive func(*door)
}

// newDoor takes a listening socket over. arrive is called by a goroutine when a connection was accepted.
func newDoor(ln *net.TCPListener, arrive func(*door)) (*door, error) {
	return &door{at: ln.Addr(), refs: newRefs(), waits: waiting{ln, arrive}}, nil
}

// ask has the door accept one connection, unless it was asked already. It never reports that one was there: package net cannot
// be asked without waiting.
func (d *door) ask() (there bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.wanted {
		return false
	}
	d.wanted = true
	go func() {
		conn, err := d.waits.socket.AcceptTCP()
		d.mu.Lock()
		if err == nil {
			d.arrive(newSocket(conn), nil)
		} else {
			d.arrive(nil, err)
		}
		d.mu.Unlock()
		d.waits.arrive(d)
	}()
	return false
}

// Close closes the listening socket.
func (d *door) Close() error { return d.waits.socket.Close() }
