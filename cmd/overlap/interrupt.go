package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"overlap/quantity"
	"overlap/scenarios"
)

// interruption is why a command's context has ended: a signal asked the command to stop.
type interruption struct{ signal syscall.Signal }

func (i *interruption) Error() string { return "interrupted" }

// status returns the exit status, as shells count: 130 after Ctrl-C, 143 after SIGTERM.
func (i *interruption) status() int { return 128 + int(i.signal) }

// grace bounds how long a command takes to end in good order: servers drain, and the others print what they have.
const grace = 20 * time.Second

// interruptible returns a context that ends with the first SIGINT or SIGTERM, with an *interruption as its cause. After the
// second, or when grace is over, it calls abandon and ends the process.
func interruptible(abandon func()) context.Context {
	ctx, cancel := context.WithCancelCause(context.Background())
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM)
	go func() {
		first := &interruption{(<-signals).(syscall.Signal)}
		cancel(first)
		last := first
		select {
		case s := <-signals:
			last = &interruption{s.(syscall.Signal)}
		case <-time.After(grace):
		}
		abandon()
		os.Exit(last.status())
	}()
	return ctx
}

// interrupted returns the interruption that has ended ctx, nil when none has.
func interrupted(ctx context.Context) *interruption {
	i, _ := errors.AsType[*interruption](context.Cause(ctx))
	return i
}

// cutShort is the error of a command that was interrupted before the end of its work.
type cutShort struct {
	done, of int
	unit     string // such as "seed"
	kept     string // what there is of the run under way, and where: "" when that is lost
}

func (c *cutShort) Error() string {
	text := "interrupted after " + quantity.Count(c.done) + " of " + quantity.Plural(c.of, c.unit)
	if c.kept != "" {
		text += ": " + c.kept
	}
	return text
}

// unlessWhole returns a *cutShort when less than all was done because ctx ended, else nil.
func unlessWhole(ctx context.Context, done, of int, unit string) error {
	if done == of || ctx.Err() == nil {
		return nil
	}
	return &cutShort{done: done, of: of, unit: unit}
}

// kept returns the results for files: those of the variant that was interrupted, too, as far as it came.
func (x *outcome) kept() *scenarios.Results {
	if x.cut == nil || x.cut.Total == 0 || len(x.repeats) > 0 {
		return x.Results
	}
	all := *x.Results
	all.List = append(slices.Clip(all.List), x.cut)
	return &all
}

// tellKept has the error of an interruption say which files have a part of a run.
func (x *outcome) tellKept(files []file) {
	var names []string
	for _, f := range files {
		if f.name != "-" {
			names = append(names, f.name)
		}
	}
	cut, ok := errors.AsType[*cutShort](x.failed)
	if ok && names != nil && x.kept() != x.Results {
		cut.kept = x.cut.Variant.Name + " is in " + strings.Join(names, ", ") + " as far as it came"
	}
}

// await runs a call that may block for ever, such as opening a pipe that nobody reads, and gives up when ctx ends.
func await(ctx context.Context, call func() error) error {
	done := make(chan error, 1)
	go func() { done <- call() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
