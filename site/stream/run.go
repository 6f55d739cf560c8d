package stream

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"overlap/engine"
	"overlap/engine/trace"
	"overlap/engine/trace/export"
	"overlap/engine/trace/reader"
	"overlap/quantity"
	"overlap/reality"
	"overlap/report"
	"overlap/scenarios"
	"overlap/site/view"
)

// Bounds of a run, by what the model says of it.
const (
	longest         = time.Minute
	mostRecords     = reader.MostInPage
	mostConnections = 2000 // each may have two descriptors at once, and pages need some, too
)

// patience is how much longer a run may take than the model says: twice, and this.
const patience = 10 * time.Second

var (
	errServerStops = errors.New("the server is being stopped")
	errTooLong     = errors.New("it takes more than twice as long as the model says")
)

// errText says why a request's context has ended.
func errText(ctx context.Context) string { return context.Cause(ctx).Error() }

// inTheModel returns what the model says of a run, unless it is too much for a page.
func inTheModel(ctx context.Context, st view.State) (*scenarios.Results, *refusal) {
	o := st.Options()
	o.Limits.Records = mostRecords
	b := st.BatchWith(o)
	records, connections := 0, 0
	reality.Execute(ctx, b, func(r *scenarios.Result) {
		records += r.Trace.Len()
		connections = max(connections, r.Summary().Stats.Connections)
		if limit, is := errors.AsType[*engine.LimitError](r.Err); is && limit.What == "records" {
			records = mostRecords + 1
		}
		if records > mostRecords {
			b.Stop()
		}
	})
	if ctx.Err() != nil {
		return nil, refuse(http.StatusServiceUnavailable, errText(ctx))
	}
	tooMuch := ""
	switch takes := reality.Estimate(b.Results()); {
	case records > mostRecords:
		tooMuch = "has more than " + quantity.Count(mostRecords) + " records, which no page draws while they arrive"
	case takes > longest:
		tooMuch = "takes " + quantity.Duration(takes) + ", and a page’s run at most " + quantity.Duration(longest)
	case connections > mostConnections:
		tooMuch = "has " + quantity.Count(connections) + " connections, and a page’s run at most " + quantity.Count(mostConnections)
	default:
		return b.Results(), nil
	}
	return nil, refuse(http.StatusUnprocessableEntity, "the model says that this run "+tooMuch+". Change the settings, show fewer variants, or run it in a terminal: "+command(st))
}

// command returns the command that does the same in a terminal.
func command(st view.State) string {
	where := " --clock real"
	if len(st.Instance.Services()) > 0 {
		where = " --net tcp"
	}
	text := "overlap run " + st.Instance.Scenario.ID + where
	add := func(name, value string) { text += " --" + name + "='" + value + "'" }
	for _, p := range st.Instance.Params() {
		if p.Changed() {
			add(p.Name, p.String())
		}
	}
	for _, s := range st.Instance.PastSettings() {
		add(s.Name, s.Text)
	}
	if faults := st.Instance.FaultText(); faults != "" {
		add(scenarios.FaultName, faults)
	}
	if st.Seed != 0 {
		add("seed", strconv.FormatUint(st.Seed, 10))
	}
	return text
}

// run runs variants on this machine and writes what happens, until they have ended or ctx has.
func (h *Handler) run(ctx context.Context, w http.ResponseWriter, st view.State, model *scenarios.Results, b *Backends) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	limit := time.AfterFunc(2*reality.Estimate(model)+patience, func() { cancel(errTooLong) })
	defer limit.Stop()
	under := &underWay{changed: make(chan struct{}, 1)}
	over := make(chan struct{})
	go func() {
		defer close(over)
		o := reality.Options(st.Instance, scenarios.Options{Seed: st.Seed, Lines: true, Watch: under.watch, Databases: b.Databases})
		o.Limits.Records = mostRecords
		reality.Measure(ctx, st.BatchWith(o), model, under.ended)
	}()
	out := newWriter(w)
	out.lines.Begin(export.Header{Clock: "monotonic", Program: st.Instance.Scenario.ID, Settings: st.Settings(), Machine: strings.Join(append([]string{h.machine}, b.Names...), ", ")})
	out.send(ctx, cancel, under, over)
	<-over // which has little left to do when ctx has ended
	for _, text := range b.Asked() {
		out.event("asked", text)
	}
	switch {
	case ctx.Err() != nil:
		out.event("stopped", errText(ctx))
	default:
		out.event("end", "")
	}
}

// underWay is what a run has come to: the goroutine that runs writes it, the one that streams reads it.
type underWay struct {
	mu      sync.Mutex
	runs    []export.Named // those that have ended, and the one that goes on
	began   time.Time      // of the one that goes on
	changed chan struct{}  // has a token when there is something new
}

// watch takes the trace of the variant that goes on.
func (u *underWay) watch(v scenarios.Variant, tr *trace.Trace, now time.Duration) {
	u.put(export.Named{Name: v.Title, Trace: tr.Snapshot()}, time.Now().Add(-now))
}

// ended takes what a variant has come to.
func (u *underWay) ended(r *scenarios.Result) { u.put(report.Named(r), time.Time{}) }

func (u *underWay) put(run export.Named, began time.Time) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.began = began
	if n := len(u.runs); n > 0 && u.runs[n-1].Outcome == nil {
		u.runs = u.runs[:n-1]
	}
	u.runs = append(u.runs, run)
	select {
	case u.changed <- struct{}{}:
	default:
	}
}

// from returns the runs from number n on, and the present instant of the last of them if that goes on.
func (u *underWay) from(n int) (runs []export.Named, now time.Duration) {
	u.mu.Lock()
	defer u.mu.Unlock()
	return append(runs, u.runs[min(n, len(u.runs)):]...), time.Since(u.began)
}
