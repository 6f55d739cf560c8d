package main

import (
	"os"
	"syscall"
)

// forwarded are the signals that a traced command gets when overlap does.
var forwarded = []os.Signal{syscall.SIGINT, syscall.SIGTERM}

// endedBy returns no signal: Windows has none.
func endedBy(*os.ProcessState) (syscall.Signal, bool) { return 0, false }
