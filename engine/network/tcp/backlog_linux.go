package tcp

import (
	"net"
	"syscall"
)

// setBacklog calls listen(2) again, which on Linux changes the backlog. Package net always asks for the
// system's largest.
func setBacklog(ln *net.TCPListener, backlog int) error {
	raw, err := ln.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	if err := raw.Control(func(fd uintptr) { failed = syscall.Listen(int(fd), backlog) }); err != nil {
		return err
	}
	return failed
}
