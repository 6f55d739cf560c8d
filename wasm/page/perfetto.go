//go:build js && wasm

package page

import (
	"strconv"
	"syscall/js"
	"time"

	"honnef.co/go/js/dom/v2"

	"overlap/site/view"
)

// perfetto is the site of Perfetto's viewer.
const perfetto = "https://ui.perfetto.dev"

const (
	// pingEvery is how often the viewer is asked whether it listens: what comes before it does is lost.
	pingEvery = 50 * time.Millisecond
	// mostPings is when a viewer counts as one that does not come.
	mostPings = 1200
)

// openPerfetto opens the viewer in another tab and hands it the run, as its documentation says
// (perfetto.dev/docs/visualization/deep-linking-to-perfetto-ui): it is sent PING until it answers PONG, then the trace.
func (p *Page) openPerfetto() {
	data := bytesOf(view.Export(p.picture.results, "perfetto.json", p.origin()))
	viewer := js.Global().Call("open", perfetto)
	if !viewer.Truthy() {
		p.showStatus("The browser opened no tab. Download the run and open it at " + perfetto + ".")
		return
	}
	p.viewers++
	name, timer := p.fileName("perfetto.json"), "perfetto "+strconv.Itoa(p.viewers) // several viewers may be on their way
	var answer js.Func
	over := func() {
		p.clearTimer(timer)
		js.Global().Call("removeEventListener", "message", answer)
		answer.Release()
	}
	answer = js.FuncOf(func(_ js.Value, args []js.Value) any {
		defer p.rescue()
		if e := (&dom.BasicEvent{Value: args[0]}); e.Get("source").Equal(viewer) && e.Get("origin").String() == perfetto && e.Get("data").String() == "PONG" {
			over()
			run := map[string]any{"buffer": data.Get("buffer"), "title": p.scenario.Title, "fileName": name}
			viewer.Call("postMessage", map[string]any{"perfetto": run}, perfetto)
		}
		return nil
	})
	js.Global().Call("addEventListener", "message", answer)
	pings := 0
	var ping func()
	ping = func() {
		if pings++; pings > mostPings || viewer.Get("closed").Truthy() {
			over()
			return
		}
		viewer.Call("postMessage", "PING", "*") // the tab may not be the viewer's yet
		p.setTimer(timer, pingEvery, ping)
	}
	ping()
}
