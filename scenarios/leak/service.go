package leak

import (
	"errors"
	"io"
	"strconv"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/network"
	"overlap/scenarios"
)

// askAll returns the program: it asks one question after another with ask, and counts the outcomes.
func (l *leak) askAll(ask func(*engine.Task, string) (string, error)) scenarios.Main {
	return func(t *engine.Task) (string, error) {
		answered, failed, starved := 0, 0, 0
		for n := range l.requests {
			question := "question " + strconv.Itoa(n+1)
			switch _, err := ask(t, question); {
			case err == nil:
				answered++
			case errors.Is(err, engine.ErrDeadline):
				starved++
				t.Mark(question + " starved")
			case err == errRefused:
				failed++
			default:
				return "", err
			}
		}
		return resultText(answered, failed, starved), nil
	}
}

func resultText(answered, failed, starved int) string {
	return "answered " + strconv.Itoa(answered) + ", failed " + strconv.Itoa(failed) + ", starved " + strconv.Itoa(starved)
}

// connections returns the semaphore that limits the database's connections, one for each run.
func (l *leak) connections(t *engine.Task) *async.Semaphore {
	limit, ok := engine.Attached[*async.Semaphore](t.Loop())
	if !ok {
		limit = async.NewSemaphore(t, "db connections", l.limit)
		engine.Attach(t.Loop(), limit)
	}
	return limit
}

// serve waits for room for another connection, and then answers the client's questions until the client closes.
func (l *leak) serve(t *engine.Task, c *network.Conn) error {
	t.Label("no room")
	return l.connections(t).With(t, func() error {
		t.Label("idle")
		for {
			question, err := c.ReadLine()
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
			t.Label(question)
			if err := t.Sleep(l.latency); err != nil {
				return err
			}
			if err := c.WriteLine(l.answer(question)); err != nil {
				return err
			}
			t.Label("idle")
		}
	})
}

// answer returns an error for the first questions, as many as are to fail.
func (l *leak) answer(question string) string {
	for n := range l.failing {
		if question == "question "+strconv.Itoa(n+1) {
			return "ERROR"
		}
	}
	return "answer to " + question
}
