package fault

import (
	"io"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace"
)

// stream is the service's end of a connection.
type stream struct {
	network.Stream // as the backend has it
	at             *listener
	place          int // in the listener's list of open streams
	user           *engine.Task
	in, out        *engine.Lot   // where a read and a write wait for a fault to pass
	held           []byte        // received during a stall, for the next Read
	asked          time.Duration // when the first byte of the request came that is not answered; -1 when none is
	last           time.Duration // when the connection was made, or the last answer was
	answers        bool          // bytes were written since the last were read
	broken, closed bool
}

func (ln *listener) newStream(inner network.Stream, ref int32) *stream {
	l, client := ln.net.loop, "client of "+ln.at.Name
	s := &stream{Stream: inner, at: ln, place: len(ln.open), asked: -1, last: l.Now(),
		in: l.NewLot(trace.WhyRead, client, -ref), out: l.NewLot(trace.WhyWrite, client, -ref)}
	ln.open = append(ln.open, s)
	return s
}

// Read waits for bytes, and for the end of a stall; see network.Stream.
func (s *stream) Read(t *engine.Task, p []byte, deadline time.Duration) (int, error) {
	s.user = t
	for {
		if err := s.wait(t, s.in, s.at.stalledUntil, deadline); err != nil {
			return 0, err
		}
		if n := copy(p, s.held); n > 0 {
			s.held = s.held[n:]
			s.noteRequest()
			return n, nil
		}
		n, err := s.Stream.Read(t, p, deadline)
		switch stalled := s.at.stalledUntil() > t.Now(); {
		case s.broken:
			return 0, network.ErrReset
		case n > 0 && stalled:
			s.held = append(s.held, p[:n]...)
		case stalled && (err == io.EOF || err == network.ErrReset): // which the next Read says again
		default:
			if n > 0 {
				s.noteRequest()
			}
			return n, err
		}
	}
}

// noteRequest notes that bytes have come, which may be the first of a request.
func (s *stream) noteRequest() {
	s.at.spoke = s.at.net.loop.Now()
	if s.answers = false; s.asked < 0 {
		s.asked = s.at.spoke
	}
}

// Write waits until all of p is taken, later when the service is slow or stalls; see network.Stream. An answer that is dropped
// seems to have been sent, as a system's buffer takes what never arrives.
func (s *stream) Write(t *engine.Task, p []byte, deadline time.Duration) (int, error) {
	s.user = t
	due := s.slowUntil()
	s.asked = -1
	s.at.delaying++
	err := s.wait(t, s.out, func() time.Duration { return max(due, s.at.stalledUntil()) }, deadline)
	s.at.delaying--
	s.at.spoke = t.Now()
	if err != nil {
		return 0, err
	}
	first := !s.answers
	if s.answers = true; first && s.drops() {
		s.reset()
		return len(p), nil
	}
	n, err := s.Stream.Write(t, p, deadline)
	if s.last = t.Now(); s.broken {
		err = network.ErrReset
	}
	return n, err
}

// slowUntil returns when an answer is ready that would be ready now.
func (s *stream) slowUntil() time.Duration {
	now, began := s.at.net.loop.Now(), max(s.asked, s.last)
	switch {
	case s.asked >= 0:
	case s.at.delaying > 0: // the service may wait for a delay of its own, which is not counted again
		return now
	default:
		began = max(began, s.at.spoke)
	}
	due := now
	for _, f := range s.at.faults {
		if f.Kind == Slow && f.at(now) {
			due += time.Duration((f.Amount - 1) * float64(now-began))
		}
	}
	return due
}

// drops reports whether an answer is lost. Each fault is asked, so that its chance does not depend on the others.
func (s *stream) drops() (lost bool) {
	for _, f := range s.at.faults {
		if f.Kind == Drop && f.at(s.at.net.loop.Now()) && f.chance.Float64()*100 < f.Amount {
			lost = true
		}
	}
	return lost
}

// stalledUntil returns when the service goes on that stalls now, else an instant in the past.
func (ln *listener) stalledUntil() (until time.Duration) {
	for again := true; again; { // one stall may end in another
		again = false
		for _, f := range ln.faults {
			if f.Kind == Stall && f.at(max(ln.net.loop.Now(), until)) && f.To > until {
				until, again = f.To, true
			}
		}
	}
	return until
}

// wait parks the task until the instant that until returns, which may change meanwhile.
func (s *stream) wait(t *engine.Task, in *engine.Lot, until func() time.Duration, deadline time.Duration) error {
	for {
		due := until()
		switch {
		case s.closed:
			return network.ErrClosed
		case s.broken:
			return network.ErrReset
		case due <= t.Now():
			return nil
		case deadline >= 0 && deadline < due:
			due = deadline
		}
		if err := in.ParkUntil(t, due); err != nil && (err != engine.ErrDeadline || due == deadline) {
			return err
		}
	}
}

// reset ends the connection by a fault: both ends find it reset.
func (s *stream) reset() {
	markReset(s.user)
	s.broken = true
	s.leave()
	s.Stream.Reset()
}

// leave takes the stream off the list of open ones and wakes the tasks that wait for a fault to pass.
func (s *stream) leave() {
	open := s.at.open
	if s.place < len(open) && open[s.place] == s {
		last := open[len(open)-1]
		open[s.place], last.place = last, s.place
		open[len(open)-1] = nil
		s.at.open = open[:len(open)-1]
	}
	s.in.WakeAll()
	s.out.WakeAll()
}

// later has the peer see what ends a stream when a stall is over.
func (s *stream) later(end func() error) error {
	if until := s.at.stalledUntil(); until > s.at.net.loop.Now() && !s.broken {
		s.at.net.loop.CallAt(until, func() { end() })
		return nil
	}
	return end()
}

// CloseWrite tells the peer that nothing more comes; see network.Stream.
func (s *stream) CloseWrite() error {
	if s.broken {
		return nil // the peer has left
	}
	return s.later(s.Stream.CloseWrite)
}

// Close ends both directions; see network.Stream. Bytes that a stall held back were not read, which makes it a reset.
func (s *stream) Close() error {
	if len(s.held) > 0 {
		return s.Reset()
	}
	return s.finish(s.Stream.Close)
}

// Reset ends both directions as a failure; see network.Stream.
func (s *stream) Reset() error { return s.finish(s.Stream.Reset) }

func (s *stream) finish(end func() error) error {
	if s.closed {
		return nil
	}
	s.closed = true
	s.leave()
	return s.later(end)
}

// Client returns the address of the other end, where the backend knows it.
func (s *stream) Client() string {
	if c, ok := s.Stream.(interface{ Client() string }); ok {
		return c.Client()
	}
	return ""
}
