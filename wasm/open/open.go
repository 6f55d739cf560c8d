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
	made   *reader.Finisher // of what the reader has read; nil before its end
	piece  []byte
	shown  []scenarios.Recorded
	file   *reader.File // that was opened last
	played playedBack
	advice advising
}

// advising is advice in the making.
type advising struct {
	todo []*reader.Run
	sum  *summary.Builder // of the first of todo; nil before that began
	list []advice.Advice
}

// piece is how many records are looked at in one go: some milliseconds in a page, which handles events in between.
const piece = 10_000

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
			o.reader, o.made = reader.New(reader.MostInPage), nil
			return ""
		}),
		"add":     call(func(args []js.Value) string { return o.add(args[0]) }),
		"end":     js.FuncOf(func(js.Value, []js.Value) any { return o.end() }),
		"show":    call(func(args []js.Value) string { return o.show(args[0].String(), args[1].Bool()) }),
		"leftOut": js.FuncOf(func(js.Value, []js.Value) any { return o.file.LeftOut }),
		"advise":  js.FuncOf(func(js.Value, []js.Value) any { return o.advise() }),
		"asked":   js.FuncOf(func(_ js.Value, args []js.Value) any { return asked(args[0].String()) }),
		"lit":     js.FuncOf(func(_ js.Value, args []js.Value) any { return o.lit(args[0].Int()) }),
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

// end goes on for some milliseconds with what the end of a file calls for, and reports whether nothing is left to do.
func (o *opener) end() bool {
	if o.made == nil {
		o.made, o.reader, o.piece = o.reader.Finisher(), nil, nil
	}
	return o.made.Add(piece)
}

// finish returns the file that was handed over.
func (o *opener) finish() (*reader.File, error) {
	for !o.end() {
	}
	f, err := o.made.Finish()
	o.made = nil
	return f, err
}

// show shows the runs of the file that was handed over.
func (o *opener) show(name string, beside bool) string {
	f, err := o.finish()
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
	o.shown, o.file, o.advice = list, f, advising{todo: f.Runs}
	h := f.Header
	made := view.Origin{Clock: h.Clock, Program: h.Program, Settings: h.Settings, Machine: h.Machine}
	o.page.MadeAt(made)
	if origin := js.Global().Get("document").Call("getElementById", "origin"); origin.Truthy() { // the lab has none
		origin.Set("innerHTML", view.Made(made, all.Find(h.Program) != nil, recorded(f, name)...))
	}
	show(scenarios.Recording("open", list[0].Title, distinct(list)...))
	return ""
}

// advise goes on with looking for what the runs of the file that was opened last could do better, and reports whether all of that is shown.
func (o *opener) advise() bool {
	a := &o.advice
	switch {
	case len(a.todo) == 0:
		place := js.Global().Get("document").Call("getElementById", "advice")
		place.Set("innerHTML", view.Advice(a.list, place.Call("hasAttribute", "data-editable").Bool()))
		return true
	case a.sum == nil:
		a.sum = summary.NewBuilder(a.todo[0].Trace, &summary.Room{})
	case a.sum.Add(piece):
		a.list = append(a.list, advice.Of(a.todo[0], a.sum.Summary(), o.file.Header.Program)...)
		a.todo, a.sum = a.todo[1:], nil
	}
	return false
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
