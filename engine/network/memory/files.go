package memory

import (
	"strconv"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/trace"
)

// files counts the descriptors of the process and its accepted connections, which both are bounded.
type files struct {
	limit, open                    int // descriptors; a limit of 0 is none
	maxAccepted, accepted          int // connections; a maximum of 0 is none
	needDescriptor, needConnection *engine.Lot
}

func newFiles(l *engine.Loop, o Options) files {
	return files{
		limit: max(o.Descriptors, 0), maxAccepted: max(o.Connections, 0),
		needDescriptor: l.NewLot(trace.WhyAccept, "one of "+strconv.Itoa(o.Descriptors)+" open files", 0),
		needConnection: l.NewLot(trace.WhyAccept, "one of "+strconv.Itoa(o.Connections)+" connections", 0),
	}
}

// acquire opens a descriptor.
func (f *files) acquire() error {
	if f.descriptorsUsedUp() {
		return &network.FilesError{Limit: f.limit}
	}
	f.open++
	return nil
}

func (f *files) descriptorsUsedUp() bool { return f.limit > 0 && f.open >= f.limit }

func (f *files) connectionsUsedUp() bool { return f.maxAccepted > 0 && f.accepted >= f.maxAccepted }

// endKind says for which of the process's bounds an end of a connection counts. An end in a listener's queue, which nobody
// has accepted, counts for none: it belongs to the kernel.
type endKind uint8

const (
	queuedEnd endKind = iota
	diallerEnd
	acceptedEnd
)

// releaseEnd releases what one end of a connection occupied.
func (f *files) releaseEnd(h endKind) {
	switch h {
	case diallerEnd:
		f.release()
	case acceptedEnd:
		f.accepted--
		f.needConnection.WakeAll()
		f.release()
	}
}

// release closes a descriptor. It wakes every acceptor that waits for one: the first may have no connection to accept.
func (f *files) release() {
	f.open--
	f.needDescriptor.WakeAll()
}

// acquireAccepted counts an accepted connection and opens its descriptor. waitForRoom has made sure of both.
func (f *files) acquireAccepted() {
	f.open++
	f.accepted++
}

// waitForRoom waits until a connection may be accepted. After a wait the caller has to look again whether there is one.
func (f *files) waitForRoom(t *engine.Task) (waited bool, err error) {
	switch {
	case f.descriptorsUsedUp():
		t.Mark("too many open files")
		return true, f.needDescriptor.Park(t)
	case f.connectionsUsedUp():
		return true, f.needConnection.Park(t)
	}
	return false, nil
}

// wakeAll has every acceptor that waits for room look again: its listener may be closed.
func (f *files) wakeAll() {
	f.needDescriptor.WakeAll()
	f.needConnection.WakeAll()
}
