//go:build !js

package slack

import (
	"testing"
	"time"
)

const ms = time.Millisecond

// An instant in which the machine was late is lost once, and each step meets one delay.
func TestLateness(t *testing.T) {
	at := func(from, to time.Duration) delay { return delay{from * ms, to * ms} }
	for _, c := range []struct {
		name  string
		late  []delay
		steps int
		want  time.Duration
	}{
		{"never", nil, 10, 0},
		{"all timers at once", []delay{at(20, 28), at(20, 28), at(21, 28), at(20, 27)}, 100, 8 * ms},
		{"one timer after another", []delay{at(20, 28), at(30, 33), at(50, 51)}, 100, 12 * ms},
		{"more delays than steps", []delay{at(50, 51), at(20, 28), at(30, 33)}, 2, 11 * ms},
		{"delays that overlap", []delay{at(20, 28), at(24, 30), at(25, 26)}, 100, 10 * ms},
		{"a run without steps", []delay{at(20, 28)}, 0, 0},
	} {
		if got := lateness(c.late, c.steps); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// What other programs take from a run is a processor that the machine has and a thread wants; a stretch is lost once.
func TestHeld(t *testing.T) {
	for _, c := range []struct {
		name       string
		had        use
		processors int
		want       time.Duration
	}{
		{"a thread that sleeps", use{}, 2, 0},
		{"a thread with a processor", use{20 * ms, 0}, 2, 0},
		{"a thread that waits for half of the time", use{10 * ms, 10 * ms}, 2, 10 * ms},
		{"eight threads on two processors of their own", use{40 * ms, 120 * ms}, 2, 0},
		{"eight threads, and others have one of the processors", use{20 * ms, 140 * ms}, 2, 20 * ms},
		{"eight threads that get nothing", use{0, 160 * ms}, 4, 20 * ms},
	} {
		if got := held(20*ms, c.had, c.processors); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// Late timers and lost processors of one stretch are the same delay.
func TestHeldUp(t *testing.T) {
	late := []delay{{15 * ms, 28 * ms}, {45 * ms, 60 * ms}}
	stretches := []stretch{{0, 20 * ms, 10 * ms}, {20 * ms, 40 * ms, 0}, {40 * ms, 60 * ms, 20 * ms}, {60 * ms, 80 * ms, 0}}
	for steps, want := range map[int]time.Duration{
		100: 10*ms + 8*ms + 20*ms,
		0:   10*ms + 20*ms, // a run without steps waits for no timer
	} {
		if got := heldUp(late, stretches, steps); got != want {
			t.Errorf("%d steps: %v, want %v", steps, got, want)
		}
	}
}

// A run that takes 10 ms longer than a busy machine explains differs from the model, however many timers were late.
func TestNear(t *testing.T) {
	busy := []delay{{20 * ms, 60 * ms}, {20 * ms, 60 * ms}, {22 * ms, 60 * ms}, {25 * ms, 60 * ms}}
	const model, late, allowed = 310 * ms, 40 * ms, 310 * ms / 20
	for real, want := range map[time.Duration]bool{
		model: true, model + allowed + late: true, model + allowed + late + 10*ms: false,
		model - allowed: true, model - allowed - 10*ms: false, // no machine is early
	} {
		if got := (Run{Real: real, Model: model, Late: lateness(busy, 60)}).Near(); got != want {
			t.Errorf("%v where the model takes %v: near is %v", real, model, got)
		}
	}
}

// Another result counts when the machine was in time for what decides it. The same result counts always.
func TestVerdict(t *testing.T) {
	for _, c := range []struct {
		same      bool
		real      time.Duration
		late, gap time.Duration
		want      Verdict
	}{
		{true, 310 * ms, 0, 50 * ms, Agrees},
		{true, 360 * ms, 60 * ms, 50 * ms, Agrees},
		{true, 360 * ms, 0, 50 * ms, Differs},
		{false, 310 * ms, 0, 50 * ms, Differs},
		{false, 310 * ms, 50 * ms, 50 * ms, Differs},
		{false, 310 * ms, 51 * ms, 50 * ms, ShowsNothing},
		{false, 900 * ms, 51 * ms, 50 * ms, ShowsNothing},
		{false, 310 * ms, time.Hour, 1<<63 - 1, Differs}, // where nothing can change places, being late explains nothing
	} {
		r := Run{Real: c.real, Model: 310 * ms, Same: c.same, Late: c.late, Gap: c.gap}
		if got := r.Verdict(); got != c.want {
			t.Errorf("%+v: %v, want %v", r, got, c.want)
		}
	}
	const want = "the machine was late by up to 60 ms, and 50 ms can decide the result: this run shows nothing"
	if got := (Run{Late: 60 * ms, Gap: 50 * ms}).Nothing(); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
