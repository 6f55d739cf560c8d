//go:build unix

package engine_test

import (
	"syscall"
	"time"
)

// cpuTime is what the process has used of the processors: unlike the wall clock it leaves out what other
// programs took, and it counts the garbage collector's share, which in a page is not on a core of
// its own.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
