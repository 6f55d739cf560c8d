//go:build !js

package tcp

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"syscall"
	"time"

	"overlap/engine"
	"overlap/engine/network"
)

// past, as a socket's deadline, interrupts the call that waits.
var past = time.Unix(1, 0)

// minWait is the time that a call gets whose deadline has passed. Package net would return without asking the socket, and
// on systems where canTry is false only the call itself shows whether it has to wait.
const minWait = time.Millisecond

// wallTime returns the machine's time at which the run reaches an instant, at least minWait from now.
func wallTime(t *engine.Task, deadline time.Duration) time.Time {
	return time.Now().Add(max(deadline-t.Now(), minWait))
}

// networkError translates a system's error into package network's. An error without a counterpart keeps the system's
// text, after what was tried.
func networkError(err error, what string) error {
	switch {
	case err == nil || err == io.EOF:
		return err
	case errors.Is(err, net.ErrClosed), errors.Is(err, os.ErrClosed):
		return network.ErrClosed
	case errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, context.DeadlineExceeded):
		return engine.ErrDeadline
	case wasReset(err), errors.Is(err, syscall.EPIPE):
		return network.ErrReset
	case wasRefused(err):
		return network.ErrRefused
	case errors.Is(err, syscall.ETIMEDOUT):
		return network.ErrTimeout
	case errors.Is(err, syscall.EMFILE):
		return &network.FilesError{Limit: descriptorLimit()}
	case errors.Is(err, syscall.ENFILE):
		return &network.FilesError{}
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("%w: %s: %w", network.ErrInUse, what, err)
	default:
		return fmt.Errorf("network: %s: %w", what, err)
	}
}
