package tcp

import (
	"os"
	"slices"
	"syscall"
	"time"

	"overlap/engine"
)

// selector tells a loop that waits of connections to its listening sockets, as asyncio's selector. A busy loop looks at them
// itself: in Go's poller every connection would wake another thread, which took a tenth of the time of 10,000 clients. So
// they are in a set of their own, which is in Go's poller and says nothing of a socket until that is watched (EPOLLONESHOT).
type selector struct {
	loop      *engine.Loop
	fd        int
	file      *os.File // the same descriptor, nil before the first listener
	listeners []*listener
	looked    time.Duration // when a busy loop last looked
}

// lookAgain is how long a busy loop does not look. Outside clients wait for no longer than that; what the run dials itself is
// accepted when the dial returns.
const lookAgain = time.Millisecond

// open makes the set and begins to wait for news.
func (s *selector) open(n *Network) error {
	fd, err := syscall.EpollCreate1(syscall.EPOLL_CLOEXEC)
	if err != nil {
		return err
	}
	if err := syscall.SetNonblock(fd, true); err != nil { // else Go's poller does not take it
		syscall.Close(fd)
		return err
	}
	s.loop, s.fd, s.file = n.loop, fd, os.NewFile(uintptr(fd), "epoll")
	n.sockets.add(s.file)
	raw, err := s.file.SyscallConn()
	if err != nil {
		return err
	}
	go raw.Read(func(uintptr) bool { // until the file is closed
		if news := readyIn(fd); len(news) > 0 {
			s.loop.Post(func() { s.found(news) })
		}
		return false
	})
	s.loop.OnSelect(s.poll)
	return nil
}

// readyIn returns the watched sockets of a set that have a connection. They are then watched no more.
func readyIn(fd int) (ready []int32) {
	events := make([]syscall.EpollEvent, 16)
	for {
		n, err := syscall.EpollWait(fd, events, 0)
		for _, e := range events[:max(n, 0)] {
			ready = append(ready, e.Fd)
		}
		if n < len(events) && err != syscall.EINTR {
			return ready
		}
	}
}

// add takes a listening socket into the set, without watching it.
func (s *selector) add(ln *listener, fd int) error {
	s.listeners = slices.DeleteFunc(s.listeners, func(o *listener) bool { return o.closed || o == ln })
	s.listeners = append(s.listeners, ln)
	return syscall.EpollCtl(s.fd, syscall.EPOLL_CTL_ADD, fd, &syscall.EpollEvent{Events: syscall.EPOLLONESHOT, Fd: int32(fd)})
}

// watch has the next connection to a door told, or one that is there already.
func (s *selector) watch(d *door) {
	if d.waits.watched {
		return
	}
	d.waits.watched = true
	fd := d.waits.fd
	syscall.EpollCtl(s.fd, syscall.EPOLL_CTL_MOD, fd, &syscall.EpollEvent{Events: syscall.EPOLLIN | syscall.EPOLLONESHOT, Fd: int32(fd)})
}

// poll has the listeners at which tasks wait look for what has come meanwhile, or has their doors watched while the loop waits.
func (s *selector) poll(idle bool) {
	now := s.loop.Now()
	if !idle && now-s.looked < lookAgain {
		return
	}
	s.looked = now
	for _, ln := range s.listeners {
		switch {
		case ln.closed || ln.waiting.Len() == 0:
		case !idle:
			ln.look()
		default:
			for _, d := range ln.admitting() {
				s.watch(d)
			}
		}
	}
}

// found has the listeners look whose sockets are ready.
func (s *selector) found(ready []int32) {
	for _, ln := range s.listeners {
		some := false
		for _, d := range ln.doors {
			if slices.Contains(ready, int32(d.waits.fd)) {
				d.waits.watched, some = false, true
			}
		}
		if some && !ln.closed && ln.waiting.Len() > 0 {
			ln.look()
		}
	}
}
