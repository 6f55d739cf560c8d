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

// past is a deadline that interrupts a call.
var past = time.Unix(1, 0)

// least is the time that a call gets whose deadline has passed: package net would refuse it, even where it is
// the only way to find out whether it need wait.
const least = time.Millisecond

// instant returns the machine's time for an instant of the run.
func instant(t *engine.Task, deadline time.Duration) time.Time {
	return time.Now().Add(max(deadline-t.Now(), least))
}

// failure says in the network's words what went wrong; what they do not cover keeps the system's, after what
// was tried.
func failure(err error, what string) error {
	switch {
	case err == nil || err == io.EOF:
		return err
	case errors.Is(err, net.ErrClosed):
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
		return &network.FilesError{Limit: descriptors()}
	case errors.Is(err, syscall.ENFILE):
		return &network.FilesError{}
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("%w: %s: %w", network.ErrInUse, what, err)
	default:
		return fmt.Errorf("network: %s: %w", what, err)
	}
}
