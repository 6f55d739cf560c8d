//go:build js && wasm

package page

import (
	"syscall/js"
	"time"

	"honnef.co/go/js/dom/v2"
)

// This file is what dom/v2 does not have, or has behind interfaces: see element. Its Window is one.

// location returns where the page is.
func location() *dom.Location {
	here := js.Global().Get("location")
	return &dom.Location{Value: here, URLUtils: &dom.URLUtils{Value: here}}
}

// now returns the browser's time in milliseconds, as its performance entries have it.
func now() float64 { return js.Global().Get("performance").Call("now").Float() }

// measure leaves a performance entry from start until now, in place of the one of that name: benchmarks and
// tests read the latest, and a page that is open all day does not collect them.
func measure(name string, start float64) {
	perf := js.Global().Get("performance")
	perf.Call("clearMeasures", name)
	perf.Call("measure", name, map[string]any{"start": start, "end": now()})
}

// writeHistory changes the address without loading anything: "replaceState", or "pushState" so that the
// reader can go back. Browsers refuse it in some frames and when it is called too often; the page works
// without.
func writeHistory(method, url string) {
	defer func() { ignoreRefusal(recover()) }()
	js.Global().Get("history").Call(method, nil, "", url)
}

// ignoreRefusal lets exceptions of the browser pass, and nothing else.
func ignoreRefusal(problem any) {
	if _, ok := problem.(js.Error); !ok && problem != nil {
		panic(problem)
	}
}

// copyText puts text on the clipboard and calls done with whether that worked.
func copyText(text string, done func(ok bool)) {
	clipboard := js.Global().Get("navigator").Get("clipboard")
	if !clipboard.Truthy() { // only secure contexts have one
		done(false)
		return
	}
	var yes, no js.Func
	settle := func(ok bool) js.Func {
		return js.FuncOf(func(js.Value, []js.Value) any {
			yes.Release()
			no.Release()
			done(ok)
			return nil
		})
	}
	yes, no = settle(true), settle(false)
	clipboard.Call("writeText", text).Call("then", yes, no)
}

// watchSize calls fn with an element's width in CSS pixels whenever it changes, and once at first.
func watchSize(e element, fn func(width float64)) {
	callback := js.FuncOf(func(_ js.Value, args []js.Value) any {
		entries := args[0]
		fn(entries.Index(entries.Length() - 1).Get("contentRect").Get("width").Float())
		return nil
	})
	js.Global().Get("ResizeObserver").New(callback).Call("observe", e.Value)
}

// frame calls fn before the next picture, with the time since the page began.
func (p *Page) frame(fn func(time.Duration)) {
	var call js.Func
	call = js.FuncOf(func(_ js.Value, args []js.Value) any {
		call.Release()
		defer p.rescue()
		fn(time.Duration(args[0].Float() * float64(time.Millisecond)))
		return nil
	})
	js.Global().Call("requestAnimationFrame", call)
}

// timer is a call that has not come yet. It is ours and not dom's, which keeps the memory of every call that is
// taken back: with each move of a slider there is one.
type timer struct {
	id   js.Value
	call js.Func
}

// setTimer calls fn in a while, in place of what was to be called for the same purpose.
func (p *Page) setTimer(purpose string, wait time.Duration, fn func()) {
	p.clearTimer(purpose)
	call := js.FuncOf(func(js.Value, []js.Value) any {
		defer p.rescue()
		p.clearTimer(purpose)
		fn()
		return nil
	})
	p.timers[purpose] = timer{js.Global().Call("setTimeout", call, wait.Milliseconds()), call}
}

// clearTimer takes back what was to be called for a purpose.
func (p *Page) clearTimer(purpose string) {
	if t, ok := p.timers[purpose]; ok {
		js.Global().Call("clearTimeout", t.id)
		t.call.Release()
		delete(p.timers, purpose)
	}
}

// queueTask calls fn in a callback of its own: goroutines hand over their results so.
func (p *Page) queueTask(fn func()) {
	var call js.Func
	call = js.FuncOf(func(js.Value, []js.Value) any {
		call.Release()
		defer p.rescue()
		fn()
		return nil
	})
	js.Global().Call("setTimeout", call, 0)
}

// background runs fn in a goroutine. A mistake in it is rescued where those in callbacks are.
func (p *Page) background(fn func()) {
	go func() {
		defer func() {
			if problem := recover(); problem != nil {
				p.queueTask(func() { panic(problem) })
			}
		}()
		fn()
	}()
}
