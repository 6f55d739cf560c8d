//go:build js && wasm

package page

import (
	"syscall/js"

	"overlap/site/view"
)

// An embedded page tells the script of its frame what happens, and that script asks for what the page around the frame wants:
// only the script knows how hosts speak. Both are events of the document.

// tell tells the frame's script that something happened. The detail holds texts, whole numbers, and lists and maps of them.
func (p *Page) tell(what string, detail map[string]any) {
	if p.embedded {
		e := js.Global().Get("CustomEvent").New("overlap-"+what, map[string]any{"detail": detail})
		document().Call("dispatchEvent", e)
	}
}

// tellResults tells what the run came to. Times are in nanoseconds.
func (p *Page) tellResults() {
	if !p.embedded {
		return
	}
	rs := p.picture.results
	var totals []any
	for _, r := range rs.List {
		t := map[string]any{"variant": r.Variant.Name, "title": r.Variant.Title, "total": int(r.Total), "result": r.Value}
		if r.Err != nil {
			t["error"] = r.Err.Error()
		}
		totals = append(totals, t)
	}
	p.tell("result", map[string]any{"totals": totals, "sentence": view.Conclusion(rs), "query": p.state.Query(), "asks": rs.Guess().Ask != ""})
}

// tellGuess tells what the reader guessed, and what that is worth.
func (p *Page) tellGuess() {
	if points, ok := view.Points(p.picture.results, p.state.Guess); ok {
		p.tell("predict", map[string]any{"guess": p.state.Guess, "answer": view.Answer(p.picture.results), "points": points})
	}
}

// onAsk does what the page around the frame asks for.
func (p *Page) onAsk(e event) {
	switch detail := e.Get("detail"); detail.Get("type").String() {
	case "play":
		if !p.player.Playing {
			p.setPlayback(p.player.Toggle())
		}
	case "pause":
		if p.player.Playing {
			p.setPlayback(p.player.Toggle())
		}
	case "step":
		if detail.Get("back").Truthy() {
			p.step(p.player.Back(p.instants()))
		} else {
			p.step(p.player.Forward(p.instants()))
		}
	case "set": // some settings
		p.applyQuery(p.state.Settings() + "&" + detail.Get("query").String())
	case "query": // all of them: what is not named is as at first
		p.withFaults(detail.Get("query").String(), p.showAddress)
	case "results":
		p.tellResults()
	}
}
