// Package stream runs scenarios for pages on the machine that serves them, and streams what happens: server-sent events whose data
// is overlap-trace 1, as exports write it.
//
//	POST /real/fanout?db=400ms&variants=concurrent
//
// The query is that of the scenario's page. Events called asked say how a database has answered that stood in for a service's rows. The
// last event is called end, or stopped, with the reason as its data. Without it the
// connection broke. A run that is refused is a text and a status.
package stream

import (
	"context"
	"net/http"
	"strings"

	"overlap/reality"
	"overlap/scenarios"
	"overlap/site"
	"overlap/site/events"
	"overlap/site/view"
)

// Path is where the runs are, below which each scenario has its ID.
const Path = "/real/"

// Handler runs scenarios for the pages of a server.
type Handler struct {
	ctx         context.Context
	scenarios   []*scenarios.Scenario
	machine     string
	backends    func(*scenarios.Instance) (*Backends, error) // see With
	places      *places
	crossOrigin *http.CrossOriginProtection
}

// New returns a handler of runs, which end when ctx does.
func New(ctx context.Context, list []*scenarios.Scenario) *Handler {
	return &Handler{ctx: ctx, scenarios: list, machine: reality.Machine(), places: newPlaces(), crossOrigin: http.NewCrossOriginProtection()}
}

// Beside returns a handler of requests to a server that listens on addr: those below Path are runs, the others are for pages. Runs
// have the same guard against other host names as pages.
func (h *Handler) Beside(pages http.Handler, addr string) http.Handler {
	runs := site.Guard(addr, h)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, Path) {
			runs.ServeHTTP(w, r)
			return
		}
		pages.ServeHTTP(w, r)
	})
}

// refusal is why there is no run: a text for readers, and a status.
type refusal struct {
	status int
	text   string
}

func refuse(status int, text string) *refusal { return &refusal{status, text} }

// ServeHTTP streams a run, or says why there is none.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	head := w.Header()
	head.Set(events.Mark, "1")
	head.Set("Cache-Control", "no-store")
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Content-Security-Policy", "default-src 'none'")
	ctx, cancel := context.WithCancelCause(r.Context())
	defer cancel(nil)
	defer context.AfterFunc(h.ctx, func() { cancel(errServerStops) })()
	if no := h.serve(ctx, w, r); no != nil {
		switch no.status {
		case http.StatusMethodNotAllowed:
			head.Set("Allow", "POST")
		case http.StatusTooManyRequests:
			head.Set("Retry-After", "1")
		}
		http.Error(w, no.text, no.status)
	}
}

// serve runs what a request asks for, unless it may not.
func (h *Handler) serve(ctx context.Context, w http.ResponseWriter, r *http.Request) *refusal {
	st, no := h.asked(r)
	if no != nil {
		return no
	}
	leave, no := h.places.take(ctx, clientOf(r), st.Instance.Scenario.ID)
	if no != nil {
		return no
	}
	defer leave()
	model, no := inTheModel(ctx, st)
	if no != nil {
		return no
	}
	b, no := h.open(st.Instance)
	if no != nil {
		return no
	}
	defer b.Close()
	h.run(ctx, w, st, model, b)
	return nil
}

// asked returns the state of the page that a request comes from.
func (h *Handler) asked(r *http.Request) (st view.State, no *refusal) {
	if r.Method != http.MethodPost {
		return st, refuse(http.StatusMethodNotAllowed, "a run begins with POST, because it makes this machine work")
	}
	if err := h.crossOrigin.Check(r); err != nil {
		return st, refuse(http.StatusForbidden, "only pages of this server may run something here")
	}
	if r.ContentLength != 0 {
		return st, refuse(http.StatusBadRequest, "settings stand in the address, and the request has no body")
	}
	id := strings.TrimPrefix(r.URL.Path, Path)
	var ids []string
	for _, s := range h.scenarios {
		if s.ID == id {
			st, err := view.ReadState(s, r.URL.RawQuery)
			if err != nil {
				return st, refuse(http.StatusBadRequest, err.Error())
			}
			return st, nil
		}
		ids = append(ids, s.ID)
	}
	return st, refuse(http.StatusNotFound, "there is no scenario of that name: there are "+strings.Join(ids, ", "))
}
