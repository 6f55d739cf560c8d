package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
	"time"

	"overlap/quantity"
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
}

func (c *cutShort) Error() string {
	return "interrupted after " + quantity.Count(c.done) + " of " + quantity.Plural(c.of, c.unit)
}

// unlessWhole returns a *cutShort when less than all was done because ctx ended, else nil.
func unlessWhole(ctx context.Context, done, of int, unit string) error {
	if done == of || ctx.Err() == nil {
		return nil
	}
	return &cutShort{done, of, unit}
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
