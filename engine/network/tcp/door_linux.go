package tcp

import (
	"net"
	"syscall"
)

// waiting is the listening socket, which the network's selector can watch.
type waiting struct {
	fd      int
	watched bool // until a connection comes
}

// newDoor takes a listening socket over.
func (ln *listener) newDoor(socket *net.TCPListener) (*door, error) {
	defer socket.Close()
	selector := &ln.net.selector
	if selector.file == nil {
		if err := selector.open(ln.net); err != nil {
			return nil, err
		}
	}
	fd, err := plainDescriptor(socket)
	if err != nil {
		return nil, err
	}
	d := &door{at: socket.Addr(), refs: newRefs(), waits: waiting{fd: fd}}
	err = syscall.SetsockoptInt(fd, syscall.IPPROTO_TCP, syscall.TCP_NODELAY, 1) // which accepted sockets inherit
	if err == nil {
		err = selector.add(ln, fd)
	}
	if err != nil {
		d.Close()
		return nil, err
	}
	return d, nil
}

// plainDescriptor returns a descriptor of a socket that Go's poller does not know.
func plainDescriptor(socket *net.TCPListener) (fd int, err error) {
	raw, err := socket.SyscallConn()
	if err != nil {
		return 0, err
	}
	var errno syscall.Errno
	err = raw.Control(func(theirs uintptr) {
		var own uintptr
		own, _, errno = syscall.Syscall(syscall.SYS_FCNTL, theirs, syscall.F_DUPFD_CLOEXEC, 0)
		fd = int(own)
	})
	if err == nil && errno != 0 {
		err = errno
	}
	return fd, err
}

// ask accepts a connection if one is there: a connection that the run has dialled itself is, when the dial has returned. A
// goroutine would see it later, and meanwhile the dialler would fill the backlog, which cannot happen to a program with one event
// loop.
func (d *door) ask() (a arrival, there bool) {
	for {
		fd, from, err := syscall.Accept4(d.waits.fd, syscall.SOCK_NONBLOCK|syscall.SOCK_CLOEXEC)
		switch err {
		case syscall.EINTR, syscall.ECONNABORTED:
		case syscall.EAGAIN:
			return arrival{}, false
		case nil:
			return d.accepted(&fdSocket{fd: fd, remote: addrPortOf(from)}), true
		default:
			return arrival{from: d, failed: err}, true
		}
	}
}

// expects reports whether a connection may be there of which nobody will tell: a known port may have outside clients, and what the
// run has dialled is expected by its number. An accept(2) in vain costs more than one that finds a connection, because the
// system makes the socket first.
func (ln *listener) expects() bool { return ln.own != ln.public || len(ln.own.refs.known) > 0 }

// Close closes the listening socket.
func (d *door) Close() error { return syscall.Close(d.waits.fd) }
