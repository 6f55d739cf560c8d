package shutdown

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/network"
)

var address = network.Address{Name: "api", Port: 8080}

// forEver is the deadline of who has none.
const forEver = 24 * time.Hour

// name returns what request i, from 0, is called.
func (x *deploy) name(i int) string {
	name := "request " + strconv.Itoa(i+1)
	if i+1 == x.slowAt {
		name += ", slow"
	}
	return name
}

// timeFor returns how long the server works at a request.
func (x *deploy) timeFor(name string) time.Duration {
	if strings.HasSuffix(name, ", slow") {
		return x.slow
	}
	return x.quick
}

// outcomes counts how requests ended.
type outcomes struct{ finished, lost, refused int }

// count counts a request. A server that does not listen has refused it, one that leaves without an answer has lost it.
func (o *outcomes) count(err error) error {
	switch {
	case err == nil:
		o.finished++
	case errors.Is(err, network.ErrRefused):
		o.refused++
	case errors.Is(err, io.EOF), errors.Is(err, network.ErrReset):
		o.lost++
	default:
		return err
	}
	return nil
}

func (o outcomes) text() string {
	return strconv.Itoa(o.finished) + " finished, " + strconv.Itoa(o.lost) + " lost, " + strconv.Itoa(o.refused) + " refused"
}

// unasked returns the result of requests to a server that nobody here has told to stop: it fails unless all are finished.
func (o outcomes) unasked() (string, error) {
	if o.lost+o.refused > 0 {
		return "", errors.New(o.text() + ", by a server that nobody here told to stop")
	}
	return o.text(), nil
}

// unlessLate returns nil for the error of a server whose deadline has passed: it has stopped all the same.
func unlessLate(err error) error {
	if errors.Is(err, engine.ErrDeadline) {
		return nil
	}
	return err
}
