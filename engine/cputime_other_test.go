//go:build !unix

package engine_test

import "time"

var started = time.Now()

// cpuTime is the wall clock where the system does not say more: a page has one core to itself.
func cpuTime() time.Duration { return time.Since(started) }
