package tcp

import (
	"errors"
	"syscall"
)

// wsaConnRefused is WSAECONNREFUSED, which package syscall leaves out. Windows never returns syscall.ECONNREFUSED.
const wsaConnRefused = syscall.Errno(10061)

func wasReset(err error) bool {
	return errors.Is(err, syscall.WSAECONNRESET) || errors.Is(err, syscall.WSAECONNABORTED)
}

func wasRefused(err error) bool { return errors.Is(err, wsaConnRefused) }
