package tcp

import (
	"errors"
	"syscall"
)

// Windows has sockets' errors of its own; package syscall's ECONNRESET and ECONNREFUSED are never returned.
const wsaConnRefused = syscall.Errno(10061)

func wasReset(err error) bool {
	return errors.Is(err, syscall.WSAECONNRESET) || errors.Is(err, syscall.WSAECONNABORTED)
}

func wasRefused(err error) bool { return errors.Is(err, wsaConnRefused) }
