package tcp

import (
	"net/netip"
	"os"
	"syscall"
	"time"
)

// canTry says whether readNow and writeNow can ask a socket without waiting.
const canTry = true

// fdSocket is a socket without package net, which would register it with the runtime's poller, look up addresses and keep
// it alive: most sockets of a run never wait, and with ten thousand of them that is a quarter of the time.
type fdSocket struct {
	fd     int
	remote netip.AddrPort
	file   *os.File // the same descriptor, in the runtime's poller once a call has had to wait
}

// now makes a call that does not wait, because the descriptor is in non-blocking mode.
func (s *fdSocket) now(call func(int, []byte) (int, error), p []byte) (n int, err error, done bool) {
	n, err = call(s.fd, p)
	for err == syscall.EINTR {
		n, err = call(s.fd, p)
	}
	if err == syscall.EAGAIN {
		return 0, nil, false
	}
	return max(n, 0), err, true
}

func (s *fdSocket) readNow(p []byte) (n int, err error, done bool)  { return s.now(syscall.Read, p) }
func (s *fdSocket) writeNow(p []byte) (n int, err error, done bool) { return s.now(syscall.Write, p) }

func (s *fdSocket) waits() error {
	if s.file == nil {
		s.file = os.NewFile(uintptr(s.fd), "socket")
	}
	return nil
}

func (s *fdSocket) Read(p []byte) (int, error)         { return s.file.Read(p) }
func (s *fdSocket) Write(p []byte) (int, error)        { return s.file.Write(p) }
func (s *fdSocket) SetReadDeadline(t time.Time) error  { return s.file.SetReadDeadline(t) }
func (s *fdSocket) SetWriteDeadline(t time.Time) error { return s.file.SetWriteDeadline(t) }
func (s *fdSocket) CloseRead() error                   { return syscall.Shutdown(s.fd, syscall.SHUT_RD) }
func (s *fdSocket) CloseWrite() error                  { return syscall.Shutdown(s.fd, syscall.SHUT_WR) }
func (s *fdSocket) peer() netip.AddrPort               { return s.remote }

// SetLinger sets SO_LINGER as net.TCPConn.SetLinger.
func (s *fdSocket) SetLinger(seconds int) error {
	return syscall.SetsockoptLinger(s.fd, syscall.SOL_SOCKET, syscall.SO_LINGER, &syscall.Linger{Onoff: 1, Linger: int32(seconds)})
}

// SetNoDelay sets TCP_NODELAY.
func (s *fdSocket) SetNoDelay(on bool) error {
	value := 0
	if on {
		value = 1
	}
	return syscall.SetsockoptInt(s.fd, syscall.IPPROTO_TCP, syscall.TCP_NODELAY, value)
}

// SetReadBuffer sets SO_RCVBUF.
func (s *fdSocket) SetReadBuffer(bytes int) error {
	return syscall.SetsockoptInt(s.fd, syscall.SOL_SOCKET, syscall.SO_RCVBUF, bytes)
}

// SetWriteBuffer sets SO_SNDBUF.
func (s *fdSocket) SetWriteBuffer(bytes int) error {
	return syscall.SetsockoptInt(s.fd, syscall.SOL_SOCKET, syscall.SO_SNDBUF, bytes)
}

// Close closes the descriptor, and ends the calls that wait.
func (s *fdSocket) Close() error {
	if s.file != nil {
		return s.file.Close()
	}
	return syscall.Close(s.fd)
}

// connectNow begins to connect to an address and returns the socket and its own address. Over loopback the connection is made
// when the call returns, unless the backlog is full; done is false otherwise.
func connectNow(to netip.AddrPort) (s *fdSocket, from netip.AddrPort, done bool, err error) {
	family := syscall.AF_INET6
	if to.Addr().Is4() {
		family = syscall.AF_INET
	}
	fd, err := syscall.Socket(family, syscall.SOCK_STREAM|syscall.SOCK_NONBLOCK|syscall.SOCK_CLOEXEC, syscall.IPPROTO_TCP)
	if err != nil {
		return nil, from, false, err
	}
	s = &fdSocket{fd: fd, remote: to}
	if err = s.SetNoDelay(true); err == nil {
		if err = syscall.Connect(fd, sockaddr(to)); err == syscall.EINPROGRESS || err == syscall.EINTR {
			err = nil
		}
	}
	if err == nil {
		var own syscall.Sockaddr
		own, err = syscall.Getsockname(fd)
		from = addrPortOf(own)
	}
	if err != nil {
		s.Close()
		return nil, from, false, err
	}
	return s, from, s.connected(), nil
}

func (s *fdSocket) connected() bool {
	_, err := syscall.Getpeername(s.fd)
	return err == nil
}

// awaitConnect waits until the connection is made; waits was called.
func (s *fdSocket) awaitConnect() error {
	raw, err := s.file.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	err = raw.Write(func(uintptr) bool {
		if s.connected() {
			return true
		}
		code, err := syscall.GetsockoptInt(s.fd, syscall.SOL_SOCKET, syscall.SO_ERROR)
		if failed = err; err == nil && code != 0 {
			failed = syscall.Errno(code)
		}
		return failed != nil
	})
	if err == nil {
		err = failed
	}
	return err
}

// sockaddr returns an address as system calls take it.
func sockaddr(a netip.AddrPort) syscall.Sockaddr {
	if a.Addr().Is4() {
		return &syscall.SockaddrInet4{Port: int(a.Port()), Addr: a.Addr().As4()}
	}
	return &syscall.SockaddrInet6{Port: int(a.Port()), Addr: a.Addr().As16()}
}

// addrPortOf returns an address that a system call has returned.
func addrPortOf(a syscall.Sockaddr) netip.AddrPort {
	switch a := a.(type) {
	case *syscall.SockaddrInet4:
		return netip.AddrPortFrom(netip.AddrFrom4(a.Addr), uint16(a.Port))
	case *syscall.SockaddrInet6:
		return netip.AddrPortFrom(netip.AddrFrom16(a.Addr).Unmap(), uint16(a.Port))
	}
	return netip.AddrPort{}
}
