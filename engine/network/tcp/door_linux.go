package tcp

import (
	"net"
	"os"
	"syscall"
)

// waiting is the listening socket, in the runtime's poller.
type waiting struct {
	file *os.File
	raw  syscall.RawConn
}

// newDoor takes a listening socket over. arrive is called by a goroutine when a connection was accepted that was not there when
// it was asked for.
func newDoor(ln *net.TCPListener, arrive func(*door)) (*door, error) {
	defer ln.Close()
	file, err := ln.File()
	if err != nil {
		return nil, err
	}
	raw, err := file.SyscallConn()
	if err != nil {
		file.Close()
		return nil, err
	}
	d := &door{at: ln.Addr(), refs: newRefs(), waits: waiting{file, raw}}
	go raw.Read(func(fd uintptr) bool { // until the file is closed
		d.mu.Lock()
		got := d.wanted && d.accept(int(fd))
		d.mu.Unlock()
		if got {
			arrive(d)
		}
		return false
	})
	return d, nil
}

// ask has the door accept one connection and reports whether one was there: a connection that the run has dialled itself is,
// when the dial has returned. A goroutine alone would see it later, and meanwhile the dialler would fill the backlog, which
// cannot happen to a program with one event loop.
func (d *door) ask() (there bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.arrived) > 0 {
		return true // the goroutine was faster, and its word is on its way
	}
	d.wanted = true
	d.waits.raw.Control(func(fd uintptr) { there = d.accept(int(fd)) })
	return there
}

// accept calls accept(2) and reports whether it need not wait; d.mu is held.
func (d *door) accept(fd int) bool {
	for {
		got, from, err := syscall.Accept4(fd, syscall.SOCK_NONBLOCK|syscall.SOCK_CLOEXEC)
		switch err {
		case syscall.EINTR, syscall.ECONNABORTED:
			continue
		case syscall.EAGAIN:
			return false
		case nil:
			s := &fdSocket{fd: got, remote: addrPortOf(from)}
			s.SetNoDelay(true)
			d.arrive(s, nil)
		default:
			d.arrive(nil, err)
		}
		return true
	}
}

// Close closes the listening socket.
func (d *door) Close() error { return d.waits.file.Close() }
