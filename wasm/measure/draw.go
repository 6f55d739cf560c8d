//go:build js && wasm

package measure

import (
	"slices"
	"strings"
	"syscall/js"
	"time"

	"overlap/engine/trace"
	"overlap/engine/trace/reader"
	"overlap/report/advice"
	"overlap/scenarios"
	"overlap/site/measured"
	"overlap/site/view"
	"overlap/wasm/page"
)

// drawEvery is the least time between two pictures: the page shares the machine with what it measures.
const drawEvery = 250 * time.Millisecond

// draw draws what has arrived.
func (x *run) draw() {
	x.due = false
	if x.over {
		return
	}
	began := time.Now()
	if err := x.show(false); err != nil {
		x.finish("stopped", err.Error())
		x.abort.Call("abort")
	}
	x.took = time.Since(began)
}

// say says which variant runs: the one with a number.
func (x *run) say(title string, number int) {
	x.page.ShowBusy(measured.Busy(title, max(number, 1), len(x.model.List)))
}

// show shows what has arrived. When the run is over, whole says that all has; else it was stopped. The error says what is wrong with it.
func (x *run) show(whole bool) error {
	file, err := x.reader.SoFar()
	if err != nil {
		return err
	}
	if x.file = file; len(file.Runs) == 0 {
		return nil
	}
	x.page.MadeAt(x.origin())
	var r page.RealRun
	var model *scenarios.Results // nil where the real run is shown alone
	if x.state.Real == view.Both {
		model, r.Model = x.model, view.KeepModel(x.model)
	}
	r.Batch = x.state.Instance.Batch(scenarios.Options{Seed: x.state.Seed}, x.variants(model)...)
	if !x.over {
		x.page.ShowReal(r)
		x.say(file.Runs[len(file.Runs)-1].Name, len(file.Runs))
		return nil
	}
	rs := r.Batch.Finish()
	rs.All = slices.DeleteFunc(slices.Clone(rs.All), func(v scenarios.Variant) bool { return rs.Ran(v.Name) == nil && x.model.Ran(v.Name) != nil })
	r.Whole = true
	if model != nil {
		r.Besides = measured.Table(model, rs)
		r.Note = func(r *scenarios.Result) string { return measured.Note(model, r) }
	}
	x.page.ShowReal(r)
	if !whole {
		return nil
	}
	x.page.ShowMeasured(measured.Compared(model, rs, file.Header.Machine, x.asked...), measured.Heard(model, rs, x.asked...))
	return nil
}

// origin returns where the run was made, as the server says.
func (x *run) origin() view.Origin {
	h := x.file.Header
	return view.Origin{Clock: h.Clock, Program: h.Program, Settings: h.Settings, Machine: h.Machine}
}

// notice says why the run was not made, or not to its end.
func (x *run) notice(n measured.Notice) { x.page.ShowMeasured(n.HTML(), n.Text()) }

// variants returns the variants with the runs that have arrived. Those that wait for their turn are shown as the model has them,
// where it is shown.
func (x *run) variants(model *scenarios.Results) (list []scenarios.Variant) {
	for _, m := range x.model.List {
		switch run := x.of(m.Variant); {
		case run != nil:
			list = append(list, m.Variant.As(x.recorded(run)))
		case model != nil && !x.over:
			v := m.Variant
			v.Title += " (model)"
			list = append(list, v.As(scenarios.Recorded{Trace: m.Trace, Err: m.Err, Outcome: m.Recorded(false)}))
		}
	}
	return list
}

// of returns the run of a variant, nil when none has arrived.
func (x *run) of(v scenarios.Variant) *reader.Run {
	for _, run := range x.file.Runs {
		if run.Name == v.Title {
			return run
		}
	}
	return nil
}

// recorded returns a run as far as it has arrived: what has no end when nothing more comes was stopped.
func (x *run) recorded(run *reader.Run) scenarios.Recorded {
	r := scenarios.Recorded{Trace: run.Trace, Outcome: run.Outcome, Err: advice.Deadlock(run)}
	if r.Outcome == nil {
		r.Outcome = &trace.Outcome{Total: time.Duration(run.Trace.End()), Stopped: x.over}
	}
	return r
}

// ended returns how many runs have arrived as a whole.
func (x *run) ended() (n int) {
	if x.file != nil {
		for _, run := range x.file.Runs {
			if run.Outcome != nil {
				n++
			}
		}
	}
	return n
}

// keep keeps the run in the browser, where the page for recorded runs lists it.
func (x *run) keep() {
	rs := x.state.Instance.Batch(scenarios.Options{}, x.variants(nil)...).Finish()
	origin := x.origin()
	content := view.Export(rs, "jsonl", origin)
	array := js.Global().Get("Uint8Array").New(len(content))
	js.CopyBytesToJS(array, content)
	name := strings.TrimSpace(origin.Program+" "+origin.Settings) + ", " + js.Global().Get("Date").New().Call("toLocaleTimeString").String()
	js.Global().Call("overlapKeep", name, array).Call("then", x.page.Callback(func(problem js.Value) {
		if why := problem.String(); why != "" {
			x.page.Say(view.Message("The run was not saved: " + why + "."))
			return
		}
		x.page.Say(measured.Kept(name, "../../open/#kept="+js.Global().Call("encodeURIComponent", name).String()))
	}))
}
