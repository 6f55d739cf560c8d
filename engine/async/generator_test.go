package async_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"overlap/engine"
	"overlap/engine/async"
	. "overlap/engine/enginetest"
)

// adder yields its sum so far and adds what it is sent; it returns the sum and what it got, once it got two.
func adder(t *engine.Task, log *[]string) *async.Generator[int, int, int] {
	return async.NewGenerator(t, func(yield func(int) int) int {
		defer func() { *log = append(*log, "finally") }()
		*log = append(*log, "begins")
		x := yield(5)
		y := yield(x + 2)
		return x + y + 5
	})
}

func TestPythonGeneratorIsResumedBySend(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		var log []string
		g := adder(task, &log)
		if g.State() != "created" || len(log) != 0 {
			t.Error("it ran before the first Next", g.State())
		}
		if _, err := g.Send(1); err == nil {
			t.Error("sent to one that has not begun")
		}
		if y, err := g.Next(); y != 5 || err != nil || g.State() != "suspended" {
			t.Error(y, err, g.State())
		}
		if y, err := g.Send(5); y != 7 || err != nil {
			t.Error(y, err)
		}
		var stop *async.StopIteration[int]
		if _, err := g.Send(7); !errors.As(err, &stop) || stop.Value != 17 || g.State() != "closed" {
			t.Error(err, g.State())
		}
		if _, err := g.Next(); err != async.ErrGeneratorEnded {
			t.Error(err)
		}
		if !slices.Equal(log, []string{"begins", "finally"}) {
			t.Error(log)
		}
		return nil
	})
}

func TestPythonGeneratorCloseRunsWhatIsDeferred(t *testing.T) {
	var log []string
	l := engine.NewLoop(engine.Config{})
	l.Main("main", func(task *engine.Task) error {
		for range 3 { // closed; closed at the run's end; closed before it began
			g := adder(task, &log)
			if len(log) < 4 {
				g.Next()
			}
			if len(log) == 1 {
				g.Close()
				g.Close()
			}
			if g.State() == "closed" {
				if _, err := g.Next(); err != async.ErrGeneratorEnded {
					t.Error(err)
				}
			}
			log = append(log, "next")
		}
		return nil
	})
	if err := l.Run(); err != nil {
		t.Fatal(err)
	}
	l.Close()
	if got := strings.Join(log, " "); got != "begins finally next begins next next finally" {
		t.Error(got)
	}
}

func TestPythonGeneratorCannotResumeItself(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		var g *async.Generator[int, int, error]
		g = async.NewGenerator(task, func(yield func(int) int) error {
			g.Close()
			_, err := g.Next()
			return err
		})
		var stop *async.StopIteration[error]
		if _, err := g.Next(); !errors.As(err, &stop) || stop.Value == nil {
			t.Error(err)
		}
		return nil
	})
}

func TestGeneratorThatPanicsDoesSoInItsCaller(t *testing.T) {
	_, err := Try(t, engine.Config{}, func(t *engine.Task) error {
		_, err := async.NewGenerator(t, func(func(int) int) error { panic("boom") }).Next()
		return err
	})
	if err == nil || err.Error() != `engine: task "main" panicked: boom` {
		t.Error(err)
	}
}
