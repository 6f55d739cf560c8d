// Command overlap shows what waiting costs. It runs scenarios in the model, on the real clock or over real
// TCP, serves their services to other programs, and serves the site.
//
// The rules of its interface:
//
//   - Results go to standard output, everything else to standard error. What a program reads (--json, a
//     file called -, the lines of servers and serve) never shares standard output with what people read.
//   - The exit status is 0 when it went well; 1 when a run, a claim or a server failed, with everything there
//     is still printed; 2 when the command line was wrong: then nothing ran, and one line says what is allowed.
//   - A parameter is spelt one way: ?db=400ms in a link is --db 400ms here and "db": "400ms" in JSON.
//   - It listens on loopback unless told otherwise, and nothing that it serves or reads is without a bound.
//   - Ctrl-C ends what it does in good order; a second one ends it at once.
//   - Colours are for terminals, and not where NO_COLOR is set.
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"

	"overlap/scenarios"
	"overlap/scenarios/all"
)

func main() { os.Exit(command(os.Args[1:], os.Stdout, os.Stderr)) }

// command runs the command line and returns the exit status.
func command(args []string, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C is the system's
	e := &environment{ctx: ctx, stdout: stdout, stderr: stderr, scenarios: all.List(), exit: os.Exit}
	return e.status(e.run(args))
}

// environment is what commands get from outside.
type environment struct {
	ctx            context.Context // ends with Ctrl-C
	stdout, stderr io.Writer
	scenarios      []*scenarios.Scenario
	exit           func(status int) // called by the parser when it has printed help or the version
}

// errFailed is a failure that was already told.
var errFailed = errors.New("failed")

// usageError is a command line that says what cannot be done.
type usageError struct{ why string }

func (e *usageError) Error() string { return e.why }

// status tells a failure and returns the exit status.
func (e *environment) status(err error) int {
	var usage *usageError
	var refused *scenarios.Error
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errFailed):
		return 1
	case errors.As(err, &refused):
		io.WriteString(e.stderr, "overlap: --"+err.Error()+"\n")
		return 2
	case errors.As(err, &usage):
		io.WriteString(e.stderr, "overlap: "+err.Error()+"\n")
		return 2
	}
	io.WriteString(e.stderr, "overlap: "+err.Error()+"\n")
	return 1
}
