//go:build js && wasm

package page

import (
	"syscall/js"
	"time"

	"honnef.co/go/js/dom/v2"
)

// This file holds calls of the browser that package dom lacks, or offers only through interfaces (see element), such as
// those of dom.Window.

// location returns the page's address.
func location() *dom.Location {
	here := js.Global().Get("location")
	return &dom.Location{Value: here, URLUtils: &dom.URLUtils{Value: here}}
}

// now returns the time in milliseconds on the clock of the browser's performance entries.
func now() float64 { return js.Global().Get("performance").Call("now").Float() }

// measure records a performance entry from start until now, which benchmarks and tests read. It replaces the entry of that
// name, so that a page that is open all day does not collect them.
func measure(name string, start float64) {
	perf := js.Global().Get("performance")
	perf.Call("clearMeasures", name)
	perf.Call("measure", name, map[string]any{"start": start, "end": now()})
}

// matchesMedia reports whether a media query holds now.
func matchesMedia(query string) bool {
	return js.Global().Call("matchMedia", query).Get("matches").Bool()
}

// writeHistory changes the address without loading anything. The method is "replaceState", or "pushState" so that the reader
// can go back. What the page's scripts noted beside the address stays. Browsers refuse it in some frames and when it is called too often; then the address stays.
func writeHistory(method, url string) {
	defer func() { ignoreRefusal(recover()) }()
	history := js.Global().Get("history")
	history.Call(method, history.Get("state"), "", url)
}

// ignoreRefusal ignores a recovered exception of the browser, and panics again with anything else.
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

// watchSize calls fn with an element's width in CSS pixels, now and whenever its size changes.
func watchSize(e element, fn func(width float64)) {
	callback := js.FuncOf(func(_ js.Value, args []js.Value) any {
		entries := args[0]
		fn(entries.Index(entries.Length() - 1).Get("contentRect").Get("width").Float())
		return nil
	})
	js.Global().Get("ResizeObserver").New(callback).Call("observe", e.Value)
}

// once returns a callback that the browser may call once, which calls fn with its first argument.
func (p *Page) once(fn func(js.Value)) js.Func {
	var call js.Func
	call = js.FuncOf(func(_ js.Value, args []js.Value) any {
		call.Release()
		defer p.rescue()
		fn(append(args, js.Undefined())[0])
		return nil
	})
	return call
}

// withCode calls then when a part of the program's code is there that pages fetch when they first need it, at once if it is. Where
// it cannot be had, failed is called: without it, its functions trap.
func (p *Page) withCode(part string, then, failed func()) {
	if p.fetched[part] {
		then()
		return
	}
	js.Global().Call("overlapLater", part).Call("then", p.once(func(there js.Value) {
		if !there.Truthy() {
			failed()
			return
		}
		p.fetched[part] = true
		then()
	}), p.once(func(js.Value) { failed() }))
}

// frame calls fn in the next animation frame, with the time since the page was opened.
func (p *Page) frame(fn func(time.Duration)) {
	js.Global().Call("requestAnimationFrame", p.once(func(at js.Value) { fn(time.Duration(at.Float() * float64(time.Millisecond))) }))
}

// timer is a pending call. Timers of package dom never release the callback of a call that was cancelled, and each movement
// of a slider cancels one.
type timer struct {
	id   js.Value
	call js.Func
}

// setTimer calls fn after a time. It replaces the pending call for the same purpose.
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

// clearTimer cancels the pending call for a purpose, if there is one.
func (p *Page) clearTimer(purpose string) {
	if t, ok := p.timers[purpose]; ok {
		js.Global().Call("clearTimeout", t.id)
		t.call.Release()
		delete(p.timers, purpose)
	}
}

// tasks are functions that the browser calls one after another, each in a task of its own. A message asks for each: a timer of 0
// that is set in such a timer's task waits for 4 ms.
type tasks struct {
	list []func()
	port js.Value // to which the messages are sent; undefined before the first
}

// queueTask calls fn in a task of its own. A goroutine passes its result to the page this way.
func (p *Page) queueTask(fn func()) {
	if p.tasks.port.IsUndefined() {
		channel := js.Global().Get("MessageChannel").New()
		p.tasks.port = channel.Get("port2")
		channel.Get("port1").Set("onmessage", js.FuncOf(func(js.Value, []js.Value) any {
			defer p.rescue()
			next := p.tasks.list[0]
			p.tasks.list[0], p.tasks.list = nil, p.tasks.list[1:]
			next()
			return nil
		}))
	}
	p.tasks.list = append(p.tasks.list, fn)
	p.tasks.port.Call("postMessage", 0)
}

// inTasks calls functions one after another, each in a task of its own: in between the browser draws and handles events.
func (p *Page) inTasks(list ...func()) {
	if len(list) > 0 {
		p.queueTask(func() {
			list[0]()
			p.inTasks(list[1:]...)
		})
	}
}

// background runs fn in a goroutine. A panic in fn is passed to a callback, where rescue reports it.
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

// local reports whether the browser keeps a switch. Where storage is refused it keeps none.
func local(key string) (on bool) {
	defer func() { ignoreRefusal(recover()) }()
	return localStorage().Call("getItem", key).Truthy()
}

func setLocal(key string, on bool) {
	defer func() { ignoreRefusal(recover()) }()
	if on {
		localStorage().Call("setItem", key, "1")
	} else {
		localStorage().Call("removeItem", key)
	}
}

// localStorage returns the browser's storage of texts. A frame without storage throws at the mere name, and of js.Value's
// methods only Call survives that.
func localStorage() js.Value {
	return js.Global().Get("Reflect").Call("get", js.Global(), "localStorage")
}
