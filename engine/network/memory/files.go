package memory

import (
	"strconv"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace"
)

// files counts what is bounded: the descriptors of the process, and its accepted connections.
type files struct {
	limit, open      int // descriptors; a limit of 0 is none
	most, accepted   int // connections
	waiting, serving *engine.Lot
}

func newFiles(l *engine.Loop, o Options) files {
	return files{
		limit: max(o.Descriptors, 0), most: max(o.Connections, 0),
		waiting: l.NewLot(trace.WhyAccept, "one of "+strconv.Itoa(o.Descriptors)+" open files", 0),
		serving: l.NewLot(trace.WhyAccept, "one of "+strconv.Itoa(o.Connections)+" connections", 0),
	}
}

// take opens a descriptor.
func (f *files) take() error {
	if f.short() {
		return &network.FilesError{Limit: f.limit}
	}
	f.open++
	return nil
}

func (f *files) short() bool { return f.limit > 0 && f.open >= f.limit }

func (f *files) busy() bool { return f.most > 0 && f.accepted >= f.most }

// holding says for which of the process's bounds an end counts. An end that nobody has accepted is the kernel's.
type holding uint8

const (
	nothing holding = iota
	diallerEnd
	acceptedEnd
)

// drop releases the descriptors that one end of a connection occupied.
func (f *files) drop(h holding) {
	switch h {
	case diallerEnd:
		f.give()
	case acceptedEnd:
		f.accepted--
		f.serving.WakeAll()
		f.give()
	}
}

// give closes a descriptor, which wakes all who accept: the first of them may have no use for it.
func (f *files) give() {
	f.open--
	f.waiting.WakeAll()
}

// accept opens a descriptor for an accepted connection, for which there is room.
func (f *files) accept() {
	f.open++
	f.accepted++
}

// room waits until a connection may be accepted, and reports whether it had to.
func (f *files) room(t *engine.Task) (waited bool, err error) {
	switch {
	case f.short():
		t.Mark("too many open files")
		return true, f.waiting.Park(t)
	case f.busy():
		return true, f.serving.Park(t)
	}
	return false, nil
}

// wake has those who wait look again: their listener may be closed.
func (f *files) wake() {
	f.waiting.WakeAll()
	f.serving.WakeAll()
}
