// Package iterator is the scenario of an asynchronous iterator, and of one that only looks like it.
package iterator

import (
	"io"
	"strconv"
	"time"

	"overlap/engine"
	"overlap/scenarios"
)

// Scenario is the two iterators.
var Scenario = &scenarios.Scenario{
	ID:       "iterator",
	Title:    "Async iterator: a loop that waits for each line",
	Question: "A program reads lines that arrive one by one, and its heart should beat every 10 ms meanwhile. Is an asynchronous loop over the lines enough to let it?",
	Topic:    scenarios.FirstSteps,
	Level:    9,
	Declare:  declare,
}

type iterator struct {
	lines     int
	gap, beat time.Duration
}

func declare(d *scenarios.Declaration) {
	i := &iterator{}
	d.Int(&i.lines, "lines", 5, scenarios.Between(0, 20), "Lines", "how many lines arrive before the end")
	d.Duration(&i.gap, "gap", 100*time.Millisecond, scenarios.Between(0, 500*time.Millisecond),
		"Between lines", "how long each line takes to arrive")
	d.Duration(&i.beat, "beat", 10*time.Millisecond, scenarios.Between(5*time.Millisecond, time.Second),
		"Heartbeat", "how long the heart pauses between two beats")
	d.Live("gap", "beat")

	d.MainTask("reader")
	d.Variant("suspending", "Reading that suspends", i.read(i.arrive))
	d.Variant("blocking", "Reading that never suspends", i.read(i.block))
	d.Headline(i.headline)
	d.GuessWhich("How often does the heart beat while lines are read without suspending?", i.beatsWhileBlocked, "0 times", "25 times", "49 times")

	d.Preset("One long wait", "lines=1&gap=500ms")
	d.Preset("A fast heart", "beat=5ms")
	d.Preset("An empty stream", "lines=0")
	scenarios.Claims(d, i)
}

// read loops over the lines to their end, while a heart beats in the background.
func (i *iterator) read(arrival func(*engine.Task) error) scenarios.Main {
	return func(t *engine.Task) (string, error) {
		beats, reads := 0, 0
		t.Go("heartbeat", func(t *engine.Task) error {
			t.Daemon()
			for t.Sleep(i.beat) == nil { // [1]
				beats++
			}
			return nil
		})
		lines := &stream{left: i.lines, arrival: arrival}
		for {
			line, err := lines.Next(t) // [2]
			reads++
			if err == io.EOF {
				break
			}
			if err != nil {
				return "", err
			}
			t.Log(line)
		}
		t.Log("the end: the heart beat " + strconv.Itoa(beats) + " times")
		return "lines: " + strconv.Itoa(i.lines) + ", reads: " + strconv.Itoa(reads), nil
	}
}

// stream is an asynchronous iterator: whoever asks for the next line may have to wait.
type stream struct {
	read, left int
	arrival    func(*engine.Task) error
}

// Next waits for a line and returns it, or io.EOF when there are no more (Python's StopAsyncIteration).
func (s *stream) Next(t *engine.Task) (string, error) {
	if s.left == 0 {
		return "", io.EOF
	}
	if err := s.arrival(t); err != nil {
		return "", err
	}
	s.left--
	s.read++
	return "line " + strconv.Itoa(s.read), nil
}

// arrive suspends the task until the next line is there: others run meanwhile.
func (i *iterator) arrive(t *engine.Task) error {
	return t.Sleep(i.gap) // [3]
}

// block keeps the processor until the next line is there: nothing else runs.
func (i *iterator) block(t *engine.Task) error {
	t.Work(i.gap) // [4]
	return nil
}
