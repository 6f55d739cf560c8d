//go:build js && wasm

package measure

import (
	"cmp"
	"strings"
	"syscall/js"
	"time"

	"overlap/engine/trace/reader"
	"overlap/scenarios"
	"overlap/site/events"
	"overlap/site/measured"
	"overlap/site/view"
	"overlap/wasm/page"
)

// Take returns what runs a page's scenario for real. A page that is left stops its run: a browser may keep the page, and with it the
// connection.
func Take(p *page.Page) page.Real {
	r := &runner{page: p}
	js.Global().Call("addEventListener", "pagehide", p.Callback(func(js.Value) { r.Stop() }))
	return r
}

// runner runs a page's scenario, one run at a time.
type runner struct {
	page *page.Page
	run  *run // the last one; nil before the first
}

// run is a run on the machine of the page's server.
type run struct {
	page   *page.Page
	state  view.State
	model  *scenarios.Results
	abort  js.Value // AbortController of its request
	body   js.Value // reader of the answer
	events *events.Reader
	reader *reader.Reader
	began  time.Time
	pieces [2]js.Func // what happens with the next piece, or when there is none
	took   time.Duration
	due    bool     // a picture
	last   string   // the name of the last event
	why    string   // its data
	asked  []string // how databases have answered
	over   bool
	file   *reader.File // what has arrived
}

// path is where the server's runs are, from a scenario's page.
const path = "../../real/"

// Begin asks the server for a run.
func (r *runner) Begin(st view.State, model *scenarios.Results) {
	r.Drop()
	x := &run{page: r.page, state: st, model: model, reader: reader.New(reader.MostInPage), began: time.Now()}
	x.events = events.NewReader(x.take)
	r.run = x
	query := st.Settings()
	if st.Variants != nil {
		query = strings.TrimPrefix(query+"&", "&") + "variants=" + strings.Join(st.Variants, ",")
	}
	x.abort = js.Global().Get("AbortController").New()
	x.say("", 0)
	options := map[string]any{"method": "POST", "cache": "no-store", "signal": x.abort.Get("signal")}
	js.Global().Call("fetch", path+st.Instance.Scenario.ID+"?"+query, options).Call("then", x.once(x.answered), x.once(func(js.Value) { r.page.NotReal() }))
}

// Stop gives up the run, of which the picture keeps what there is.
func (r *runner) Stop() bool {
	x := r.run
	if x == nil || x.over {
		return false
	}
	x.finish("", "")
	x.abort.Call("abort")
	return true
}

// Drop gives up the run without a word.
func (r *runner) Drop() {
	if r.run != nil && !r.run.over {
		r.run.over = true
		r.run.abort.Call("abort")
	}
}

// Do keeps the run when a button asks for that.
func (r *runner) Do(action string) bool {
	if action == "keep-run" && r.run != nil && r.run.over {
		r.run.keep()
		return true
	}
	return false
}

// once returns a callback that does nothing when the run was given up.
func (x *run) once(fn func(js.Value)) js.Func {
	var call js.Func
	call = x.page.Callback(func(v js.Value) {
		call.Release()
		if !x.over {
			fn(v)
		}
	})
	return call
}

// answered takes the server's answer: a stream, or why there is none.
func (x *run) answered(response js.Value) {
	switch {
	case !response.Get("headers").Call("has", events.Mark).Bool():
		x.page.NotReal()
	case !response.Get("ok").Bool():
		response.Call("text").Call("then", x.once(func(text js.Value) { x.refused(text.String()) }))
	default:
		x.body = response.Get("body").Call("getReader")
		x.pieces = [2]js.Func{x.page.Callback(x.piece), x.page.Callback(func(js.Value) { x.broken(nil) })}
		x.next()
	}
}

func (x *run) refused(why string) {
	x.over = true
	x.notice(measured.Refused(why))
	x.page.EndReal()
}

// next asks for the next piece.
func (x *run) next() { x.body.Call("read").Call("then", x.pieces[0], x.pieces[1]) }

// piece takes a piece of the stream.
func (x *run) piece(p js.Value) {
	if p.Get("done").Bool() || x.over {
		x.broken(nil)
		return
	}
	value := p.Get("value")
	b := make([]byte, value.Length())
	js.CopyBytesToGo(b, value)
	if err := x.events.Add(b); err != nil {
		x.broken(err)
		x.abort.Call("abort")
		return
	}
	if !x.due {
		x.due = true
		x.page.After("measured", max(drawEvery, 4*x.took), x.draw)
	}
	x.next()
}

// take takes a line of an event.
func (x *run) take(event string, data []byte) error {
	if event == "asked" {
		x.asked = append(x.asked, string(data))
		return nil
	}
	if event != "" {
		x.last, x.why = event, string(data)
		return nil
	}
	return cmp.Or(x.reader.Add(data), x.reader.Add([]byte{'\n'}))
}

// broken ends the run when nothing more comes, as it should be after the last event.
func (x *run) broken(problem error) {
	for _, f := range x.pieces {
		f.Release()
	}
	if x.over {
		return
	}
	switch {
	case problem != nil:
		x.finish("stopped", problem.Error())
	case x.last == "":
		x.finish("stopped", "the connection to the server broke")
	default:
		x.finish(x.last, x.why)
	}
}

// finish shows what the run came to: its whole when the last event was an end, else what there is, and why.
func (x *run) finish(how, why string) {
	x.over = true
	if err := x.show(how == "end"); err != nil {
		how, why = "stopped", err.Error()
	}
	if how != "end" {
		some := x.file != nil && len(x.file.Runs) > 0
		x.notice(measured.Stopped(x.ended(), len(x.model.List), time.Since(x.began), why, some))
	}
	x.page.EndReal()
}
