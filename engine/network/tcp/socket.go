//go:build !js

package tcp

import (
	"io"
	"net"
	"net/netip"
	"time"
)

// socket is a connected socket. Only the loop calls its methods, except for Read and Write, which wait on goroutines of their
// own after waits was called.
type socket interface {
	io.Closer
	// readNow and writeNow call read(2) and write(2); done is false when the call would have to wait. A call that need not
	// wait costs no goroutine and no turn of the loop, as in memory, and succeeds even after its deadline.
	readNow(p []byte) (n int, err error, done bool)
	writeNow(p []byte) (n int, err error, done bool)

	waits() error // prepares for calls that wait
	Read(p []byte) (int, error)
	Write(p []byte) (int, error)
	SetReadDeadline(time.Time) error
	SetWriteDeadline(time.Time) error

	CloseRead() error
	CloseWrite() error
	SetLinger(seconds int) error
	SetNoDelay(bool) error
	SetReadBuffer(bytes int) error
	SetWriteBuffer(bytes int) error
	peer() netip.AddrPort
}

// addrPort returns the address and port of a TCP socket's end.
func addrPort(a net.Addr) netip.AddrPort {
	at := a.(*net.TCPAddr).AddrPort()
	return netip.AddrPortFrom(at.Addr().Unmap(), at.Port())
}
