//go:build js && wasm

package open

import (
	"cmp"
	"strings"
	"syscall/js"

	"overlap/engine/trace/reader"
	"overlap/engine/trace/summary"
	"overlap/report/advice"
	"overlap/scenarios"
	"overlap/scenarios/all"
	"overlap/site/view"
	"overlap/wasm/page"
)

// opener is a page that shows recorded runs.
type opener struct {
	page   *page.Page
	reader *reader.Reader
	piece  []byte
	shown  []scenarios.Recorded
	file   *reader.File // that was opened last
	played playedBack
}

// mostShown bounds the runs on one axis of time.
const mostShown = 8

// Take has a page show what its script opens.
func Take(p *page.Page) {
	o := &opener{page: p}
	call := func(fn func([]js.Value) string) js.Func {
		return js.FuncOf(func(_ js.Value, args []js.Value) any { return fn(args) })
	}
	js.Global().Set("overlapTrace", map[string]any{
		"begin": call(func([]js.Value) string {
			o.reader = reader.New(reader.MostInPage)
			return ""
		}),
		"add":     call(func(args []js.Value) string { return o.add(args[0]) }),
		"show":    call(func(args []js.Value) string { return o.show(args[0].String(), args[1].Bool()) }),
		"leftOut": js.FuncOf(func(js.Value, []js.Value) any { return o.file.LeftOut }),
		"advise": call(func([]js.Value) string {
			js.Global().Get("document").Call("getElementById", "advice").Set("innerHTML", o.advice())
			return ""
		}),
		"asked": js.FuncOf(func(_ js.Value, args []js.Value) any { return asked(args[0].String()) }),
		"lit":   js.FuncOf(func(_ js.Value, args []js.Value) any { return o.lit(args[0].Int()) }),
		"model": js.FuncOf(func(_ js.Value, args []js.Value) any {
			return o.model(args[0].String(), args[1].String(), args[2].Int())
		}),
		"check": js.FuncOf(func(_ js.Value, args []js.Value) any { return o.check(args[0].String()) }),
	})
	js.Global().Get("document").Call("dispatchEvent", js.Global().Get("Event").New("overlap-trace"))
}

// add takes the next piece of a file.
func (o *opener) add(bytes js.Value) string {
	n := bytes.Length()
	if n > len(o.piece) {
		o.piece = make([]byte, n)
	}
	js.CopyBytesToGo(o.piece[:n], bytes)
	return problem(o.reader.Add(o.piece[:n]))
}

// show shows the runs of the file that was handed over.
func (o *opener) show(name string, beside bool) string {
	f, err := o.reader.Finish()
	o.reader, o.piece = nil, nil
	if err != nil {
		return problem(err)
	}
	list := recorded(f, name)
	if beside {
		list = append(o.shown[:len(o.shown):len(o.shown)], list...)
	}
	if len(list) > mostShown {
		return "more than eight runs do not fit on one axis of time"
	}
	show := o.page.Replace
	if o.shown == nil {
		show = o.page.Show
	}
	o.shown, o.file = list, f
	h := f.Header
	o.page.MadeAt(view.Origin{Clock: h.Clock, Program: h.Program, Settings: h.Settings, Machine: h.Machine})
	if origin := js.Global().Get("document").Call("getElementById", "origin"); origin.Truthy() { // the lab has none
		origin.Set("innerHTML", view.Made(h.Program, h.Settings, h.Machine, all.Find(h.Program) != nil))
	}
	show(scenarios.Recording("open", list[0].Title, distinct(list)...))
	return ""
}

// advice returns what the runs of the file that was opened last could do better, as HTML.
func (o *opener) advice() string {
	var list []advice.Advice
	for _, run := range o.file.Runs {
		list = append(list, advice.Of(run, summary.Of(run.Trace), o.file.Header.Program)...)
	}
	return view.Advice(list)
}

// recorded returns the runs of a file, with the titles that a page gives them.
func recorded(f *reader.File, name string) (list []scenarios.Recorded) {
	for _, run := range f.Runs {
		list = append(list, scenarios.Recorded{Title: cmp.Or(run.Name, f.Header.Program, name), File: cmp.Or(f.Header.Program, name), Trace: run.Trace, Err: advice.Deadlock(run), Outcome: run.Outcome})
	}
	return list
}

// distinct returns runs of which no two have one title.
func distinct(list []scenarios.Recorded) []scenarios.Recorded {
	list = append([]scenarios.Recorded(nil), list...)
	for i := range list {
		n := 1
		for j := range i {
			if list[j].Title == list[i].Title || strings.HasPrefix(list[j].Title, list[i].Title+" (") {
				n++
			}
		}
		if n > 1 {
			list[i].Title += " (" + string(rune('0'+n)) + ")"
		}
	}
	return list
}

func problem(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
