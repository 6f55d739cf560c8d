package main

import (
	"fmt"
	"os"
	"slices"
)

// report is the browser.T of a program: it prints what a test would report, and turns it into an exit
// status.
type report struct {
	failed   bool
	cleanups []func()
}

// stopped is what Fatalf panics with, to leave the program's work.
type stopped struct{}

// run does the work and what was to be cleaned up, last first, and returns the exit status.
func (r *report) run(work func()) (status int) {
	r.part(work)
	for _, cleanup := range slices.Backward(r.cleanups) {
		r.part(cleanup)
	}
	if r.failed {
		return 1
	}
	return 0
}

// part does something that Fatalf may end.
func (r *report) part(work func()) {
	defer func() {
		caught := recover()
		if _, ours := caught.(stopped); caught != nil && !ours {
			panic(caught)
		}
	}()
	work()
}

func (r *report) Helper()                       {}
func (r *report) Name() string                  { return "shoot" }
func (r *report) Cleanup(f func())              { r.cleanups = append(r.cleanups, f) }
func (r *report) Logf(format string, a ...any)  { fmt.Printf(format+"\n", a...) }
func (r *report) Skipf(format string, a ...any) { r.Fatalf(format, a...) }

func (r *report) Errorf(format string, a ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", a...)
	r.failed = true
}

func (r *report) Fatalf(format string, a ...any) {
	r.Errorf(format, a...)
	panic(stopped{})
}
