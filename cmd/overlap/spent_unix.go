//go:build unix

package main

import (
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const clockName = "processor time"

// timeSpent returns the processor time of this process and of the processes it started.
func timeSpent() (total time.Duration) {
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var u syscall.Rusage
		if syscall.Getrusage(who, &u) == nil {
			total += time.Duration(u.Utime.Nano() + u.Stime.Nano())
		}
	}
	return total
}

// resident returns the bytes of memory that the process occupies, 0 where there is no /proc.
func resident() int {
	statm, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	var pages int
	if f := strings.Fields(string(statm)); len(f) > 1 {
		pages, _ = strconv.Atoi(f[1])
	}
	return pages * os.Getpagesize()
}
