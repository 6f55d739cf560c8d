// Package network connects tasks: the same scenario code runs over pipes in memory and over real TCP. A backend
// implements three small interfaces, Network, Listener and Stream, which package fault decorates. Conn and Server add
// what is the same for every backend: ownership, trace records, lines and handlers.
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
	Port int    // such as 9002; a real network may listen on another port, which Server.Endpoint returns
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
	// Listen accepts connections from now on. backlog bounds the connections that are made and not yet accepted, as
	// listen(2); 0 is the backend's largest. A name or port that is taken is ErrInUse.
	Listen(t *engine.Task, at Address, backlog int) (Listener, error)
	// Dial waits for a connection to the service of that name. It returns ErrRefused when nobody listens, ErrTimeout
	// when no answer comes, a *FilesError without a file descriptor and a *PortsError without a port. ref is the
	// connection's number in the trace, for the Lots in which tasks wait for the stream.
	Dial(t *engine.Task, name string, ref int32, deadline time.Duration) (Stream, error)
}

// Listener is a backend's half of Server.
type Listener interface {
	// Accept waits for the next connection, in the order in which connections were made, and until the bounds on
	// file descriptors and connections have room for it. After Close it returns ErrClosed.
	// ref is the dialler's number for the connection; a real network makes a new number for an outside client.
	Accept(t *engine.Task) (s Stream, ref int32, err error)
	// Endpoint returns where outside clients find the listener, such as "127.0.0.1:9002"; "" when they cannot.
	Endpoint() string
	// Close refuses further dials, resets the connections that nobody has accepted and ends the Accepts
	// that wait. It may be called twice.
	Close() error
}

// Stream is a backend's half of a connection: bytes in order, with each direction closed on its own. One
// task may read while another writes. It behaves as a TCP socket does on Linux, where systems differ.
//
// A deadline is an instant of the run that ends a wait with engine.ErrDeadline; negative is none. A call that need
// not wait succeeds even after its deadline, unlike in package net: a server can still say why it gives up.
type Stream interface {
	// Read waits for at least one byte. After the last byte it returns io.EOF, or ErrReset when the peer reset
	// the connection, and so does every later Read.
	Read(t *engine.Task, p []byte, deadline time.Duration) (int, error)
	// Write waits until all of p is taken; with an error it returns how many bytes were. The first write after the
	// peer's Close is lost without notice, as with TCP; later writes, and writes after a Reset, return ErrReset.
	Write(t *engine.Task, p []byte, deadline time.Duration) (int, error)
	// CloseWrite tells the peer that nothing more comes; reading goes on.
	CloseWrite() error
	// CloseRead ends reading as if the peer had sent all: a Read that waits returns io.EOF. The peer does not learn of it.
	CloseRead() error
	// Close ends both directions and never waits. Bytes already written still arrive. Bytes received and not read
	// turn it into a reset (RFC 1122 section 4.2.2.13): the peer must not believe that they were read.
	Close() error
	// Reset ends both directions as a failure: the peer may read what has arrived, then gets ErrReset.
	Reset() error
	// SetNoDelay says whether small writes are sent at once, which is the default; see Conn.SetNoDelay.
	SetNoDelay(on bool) error
	// SetBuffer bounds what each direction holds; see Conn.SetBuffer.
	SetBuffer(bytes int) error
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

// PortsError says that no port is left to dial from, as EADDRNOTAVAIL.
type PortsError struct {
	To             string // the service dialled
	Limit, Waiting int    // all ports, and the ports among them in TIME_WAIT
}

func (e *PortsError) Error() string {
	return "network: no port is left to dial " + e.To + " from: " + strconv.Itoa(e.Limit) + " may be in use at once, " +
		strconv.Itoa(e.Waiting) + " are in TIME_WAIT, 60 s after their connections were closed"
}

// FilesError says that no file descriptor is left for a connection or listener, as EMFILE.
type FilesError struct {
	Limit int // descriptors a process may have at once, 0 when that is not known
}

func (e *FilesError) Error() string {
	if e.Limit == 0 {
		return "network: too many open files"
	}
	return "network: too many open files: " + strconv.Itoa(e.Limit) + " are allowed at once"
}

// UnlessEnded returns nil when the client has ended the connection, with io.EOF or ErrReset: for a server that is no
// failure. Any other error it returns as it is.
func UnlessEnded(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, ErrReset) {
		return nil
	}
	return err
}
