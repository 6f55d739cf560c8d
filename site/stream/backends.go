package stream

import (
	"net/http"

	"overlap/scenarios"
)

// Backends are the databases that answer in place of services' rows during a run.
type Backends struct {
	Databases map[string]scenarios.Database // by the services' names
	Names     []string                      // what they are, for who reads the run later
	Asked     func() []string               // says how each has answered, when the run is over
	Close     func()
}

// With has runs ask the databases that open opens for each of them; open returns none for a scenario that has no use for them. Its
// error is told to the reader.
func (h *Handler) With(open func(*scenarios.Instance) (*Backends, error)) *Handler {
	h.backends = open
	return h
}

// open opens the databases for a run.
func (h *Handler) open(in *scenarios.Instance) (*Backends, *refusal) {
	b := &Backends{Asked: func() []string { return nil }, Close: func() {}}
	if h.backends == nil {
		return b, nil
	}
	opened, err := h.backends(in)
	if err != nil {
		return nil, refuse(http.StatusServiceUnavailable, err.Error())
	}
	if opened != nil {
		b = opened
	}
	return b, nil
}
