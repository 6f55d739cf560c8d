//go:build !js && !linux

package tcp

import (
	"net"
	"net/netip"
	"syscall"
)

// netSocket is a socket of package net.
type netSocket struct {
	*net.TCPConn
	raw syscall.RawConn
}

func newSocket(c *net.TCPConn) socket {
	raw, _ := c.SyscallConn() // fails for a nil conn only
	return netSocket{c, raw}
}

func (s netSocket) readNow(p []byte) (n int, err error, done bool)  { return readNow(s.raw, p) }
func (s netSocket) writeNow(p []byte) (n int, err error, done bool) { return writeNow(s.raw, p) }
func (netSocket) waits() error                                      { return nil }
func (s netSocket) peer() netip.AddrPort                            { return addrPort(s.RemoteAddr()) }
