package main

import (
	"errors"
	"os"
	"syscall"
)

// forwarded are the signals that a traced command gets when overlap does.
var forwarded = []os.Signal{syscall.SIGINT, syscall.SIGTERM}

// hasNoReader reports whether a write failed because nobody reads the pipe.
func hasNoReader(err error) bool {
	const closing = syscall.Errno(232) // ERROR_NO_DATA
	return errors.Is(err, syscall.ERROR_BROKEN_PIPE) || errors.Is(err, closing)
}

// endedBy returns no signal: Windows has none.
func endedBy(*os.ProcessState) (syscall.Signal, bool) { return 0, false }
