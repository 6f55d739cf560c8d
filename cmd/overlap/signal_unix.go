//go:build unix

package main

import (
	"errors"
	"os"
	"syscall"
)

// forwarded are the signals that a traced command gets when overlap does.
var forwarded = []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGUSR1, syscall.SIGUSR2}

// hasNoReader reports whether a write failed because nobody reads the pipe.
func hasNoReader(err error) bool { return errors.Is(err, syscall.EPIPE) }

// endedBy returns the signal that ended a process.
func endedBy(s *os.ProcessState) (syscall.Signal, bool) {
	w, ok := s.Sys().(syscall.WaitStatus)
	return w.Signal(), ok && w.Signaled()
}
