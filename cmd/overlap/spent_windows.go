package main

import "time"

const clockName = "elapsed time"

// timeSpent returns the elapsed time, which includes the time of other programs.
func timeSpent() time.Duration { return time.Duration(time.Now().UnixNano()) }

// resident returns 0: the memory is not measured here.
func resident() int { return 0 }
