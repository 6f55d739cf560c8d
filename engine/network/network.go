// Package network is how tasks talk to each other: the same scenario code over pipes in memory and over
// real TCP. A backend is three small interfaces; what every backend would otherwise repeat (ownership,
// the trace, lines, servers) is in Conn and Server, once.
package network

import (
	"errors"
	"io"
	"strconv"
	"time"

	"overlap/engine"
)

// Address names a service. Tasks dial it by name; Port is what the outside world would use.
type Address struct {
	Name string // such as "db"
	Port int    // such as 9002; real networks may listen on another and remember which
}

// String returns the address as charts and messages show it: "db :9002".
func (a Address) String() string {
	if a.Port == 0 {
		return a.Name
	}
	return a.Name + " :" + strconv.Itoa(a.Port)
}

// Network is a backend. Its methods are called by tasks of the loop it was made for.
type Network interface {
	// Listen starts to accept connections at once. backlog bounds those made and not yet accepted, as
	// listen(2); 0 is the backend's largest. A name or port that is taken is ErrInUse.
	Listen(t *engine.Task, at Address, backlog int) (Listener, error)
	// Dial waits for a connection to the service of that name. Nobody listening is ErrRefused, no answer
	// ErrTimeout, no file descriptor a *FilesError, no port a *PortsError. ref is the connection's number in the trace, for the Lots in which the stream's users wait.
	Dial(t *engine.Task, name string, ref int32, deadline time.Duration) (Stream, error)
}

// Listener is a backend's half of Server.
type Listener interface {
	// Accept waits for the next connection, in the order they were made, and for what is bounded (file
	// descriptors, connections) to have room for it. After Close it is ErrClosed.
	// ref is the dialler's number for the connection; a real network that cannot know it makes its own.
	Accept(t *engine.Task) (s Stream, ref int32, err error)
	// Endpoint returns where clients from outside find it, such as "127.0.0.1:9002"; "" when they cannot.
	Endpoint() string
	// Close refuses further dials, resets the connections that nobody has accepted and ends the Accepts
	// that wait. It may be called twice.
	Close() error
}

// Stream is a backend's half of a connection: bytes in order, with each direction closed on its own. One
// task may read while another writes. It behaves as a TCP socket does on Linux, where systems differ.
//
// A deadline is an instant of the run that ends a wait with engine.ErrDeadline; negative is none. What needs
// no wait succeeds after it, unlike package net's, so that a server can still say why it gives up.
type Stream interface {
	// Read waits for at least one byte. After the last one comes io.EOF, or ErrReset when the peer reset
	// the connection; both stay.
	Read(t *engine.Task, p []byte, deadline time.Duration) (int, error)
	// Write waits until all of p is taken, or returns how much was. The first write after the peer's Close
	// is lost without notice, as TCP's is; those after it, and after a Reset, are ErrReset.
	Write(t *engine.Task, p []byte, deadline time.Duration) (int, error)
	// CloseWrite tells the peer that nothing more comes; reading goes on.
	CloseWrite() error
	// Close ends both directions and never waits. Bytes already written still arrive. Bytes received and
	// not read make it a reset (RFC 1122 section 4.2.2.13): the peer must not believe they were.
	Close() error
	// Reset ends both directions as a failure: the peer may read what has arrived, then gets ErrReset.
	Reset() error
}

var (
	ErrRefused = errors.New("network: connection refused: nobody listens")
	ErrTimeout = errors.New("network: connection timed out")
	ErrReset   = errors.New("network: connection reset by peer")
	ErrClosed  = errors.New("network: use of a closed connection or listener")
	ErrInUse   = errors.New("network: address already in use")
	ErrTooLong = errors.New("network: line too long")
	ErrNone    = errors.New("network: the run has no network")
)

// PortsError is a connection for which no port is left to dial from, as EADDRNOTAVAIL.
type PortsError struct {
	To             string // the service dialled
	Limit, Waiting int    // ports there are, and those of them in TIME_WAIT
}

func (e *PortsError) Error() string {
	return "network: no port is left to dial " + e.To + " from: " + strconv.Itoa(e.Limit) + " may be in use at once, " +
		strconv.Itoa(e.Waiting) + " are in TIME_WAIT, 60 s after their connections were closed"
}

// FilesError is a connection or listener for which no file descriptor is left, as EMFILE.
type FilesError struct {
	Limit int // descriptors a process may have at once, 0 when that is not known
}

func (e *FilesError) Error() string {
	if e.Limit == 0 {
		return "network: too many open files"
	}
	return "network: too many open files: " + strconv.Itoa(e.Limit) + " are allowed at once"
}

// UnlessEnded returns nil for the end of a connection, io.EOF or ErrReset, after which nobody is left to answer and
// nothing is wrong, and any other error as it is.
func UnlessEnded(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, ErrReset) {
		return nil
	}
	return err
}
