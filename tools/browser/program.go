package browser

import (
	"fmt"
	"os"
	"slices"
)

// Program does work with pages outside of a test, and returns the exit status: 1 after a failure, which is printed on standard
// error. name takes the place of the test's name.
func Program(name string, work func(T)) (status int) {
	p := &program{name: name}
	p.runPart(func() { work(p) })
	for _, cleanup := range slices.Backward(p.cleanups) {
		p.runPart(cleanup)
	}
	if p.failed {
		return 1
	}
	return 0
}

// program is the T of a program.
type program struct {
	name     string
	failed   bool
	cleanups []func()
}

// stopped is the value with which Fatalf panics, to end the work.
type stopped struct{}

// runPart does work, which Fatalf may end.
func (p *program) runPart(work func()) {
	defer func() {
		caught := recover()
		if _, ours := caught.(stopped); caught != nil && !ours {
			panic(caught)
		}
	}()
	work()
}

func (p *program) Helper()                       {}
func (p *program) Name() string                  { return p.name }
func (p *program) Cleanup(f func())              { p.cleanups = append(p.cleanups, f) }
func (p *program) Logf(format string, a ...any)  { fmt.Printf(format+"\n", a...) }
func (p *program) Skipf(format string, a ...any) { p.Fatalf(format, a...) }

func (p *program) Errorf(format string, a ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", a...)
	p.failed = true
}

func (p *program) Fatalf(format string, a ...any) {
	p.Errorf(format, a...)
	panic(stopped{})
}
