package journey

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"overlap/scenarios"
	"overlap/site/view"
	"overlap/tools/browser"
)

// showsTotals waits until the page shows these totals, one for each variant, in page order.
func (l *learner) showsTotals(want ...string) {
	l.t.Helper()
	l.WaitFor(`[...document.querySelectorAll("#score .total dd")].map(e => e.textContent).join(", ") === "` + strings.Join(want, ", ") + `"`)
}

// testLatency makes the database slower in every way there is, and reads 1.72 s and 460 ms each time.
func testLatency(t *testing.T, w *world) {
	slow := modelOf(t, "fanout", "db=400ms")
	param := slow.state.Instance.Param("db")
	stops := view.Stops(param)
	at400 := func(l *learner) {
		l.t.Helper()
		l.showsTotals("1.72 s", "460 ms")
		l.showsModel(slow)
		equal(l.t, "slider in words", l.Attr("#p-db", "aria-valuetext"), "400 ms")
	}
	for _, address := range []string{"?db=400ms", "?db=400%20ms"} {
		t.Run("address "+address, func(t *testing.T) { at400(w.visit(t, "/s/fanout/"+address)) })
	}
	here := w.visit(t, "/s/fanout/")
	for _, way := range []struct {
		name   string
		change func(*learner)
	}{
		{"slider, mouse", func(l *learner) { l.SetRange("#p-db", float64(view.Nearest(stops, param.Value().Number()))) }},
		{"slider, arrow keys", func(l *learner) { l.nudge("p-db", (400-250)*time.Millisecond/time.Duration(param.Step)) }},
		{"field", func(l *learner) { l.Type("#f-db", "400 ms"); l.Press("Tab") }},
		{"field, in seconds", func(l *learner) { l.Type("#f-db", "0.4s"); l.Press("Enter") }},
		{"field, without a unit", func(l *learner) { l.Type("#f-db", "400"); l.Press("Enter") }},
		{"link in the lesson", func(l *learner) { l.Click(`.lesson a[href="?db=400ms"]`) }},
		{"preset", func(l *learner) { l.Click(`.presets a[href="?db=400ms"]`) }},
	} {
		t.Run(way.name, func(t *testing.T) {
			l := &learner{here.Page, t, w.site}
			way.change(l)
			at400(l)
			l.Click(`[data-action="reset"]`)
			l.showsTotals("1.12 s", "310 ms")
		})
	}
}

// nudge gives a control the focus and presses the right arrow n times.
func (l *learner) nudge(id string, n time.Duration) {
	l.t.Helper()
	browser.Eval[*int](l.Page, `(document.getElementById("`+id+`").focus(), 0)`)
	l.Press(slices.Repeat([]string{"ArrowRight"}, int(n))...)
}

// testEveryControl uses each control of each scenario: the address and the picture follow, and Reset takes it back.
func testEveryControl(t *testing.T, w *world) {
	for _, s := range representative(t) {
		l := w.visit(t, "/s/"+s.ID+"/")
		for _, p := range s.New().Params() {
			in := s.New()
			if err := in.Set(p.Name, l.changeByControl(p)); err != nil {
				t.Fatal(err)
			}
			l.showsModel(modelOf(t, s.ID, in.Query()))
			l.Click(`[data-action="reset"]`)
			l.showsModel(modelOf(t, s.ID, ""))
		}
	}
}

// changeByControl changes a parameter by its control, and returns the text of its new value.
func (l *learner) changeByControl(p *scenarios.Param) (text string) {
	l.t.Helper()
	switch {
	case p.Kind == scenarios.KindBool:
		l.Click("#p-" + p.Name)
		return map[string]string{"true": "false", "false": "true"}[p.String()]
	case len(p.Choices) > 0:
		browser.Eval[*int](l.Page, `(document.querySelector("#p-`+p.Name+`").focus(), 0)`)
		l.Press("ArrowDown")
		return p.Choices[slices.IndexFunc(p.Choices, func(c scenarios.Choice) bool { return c.Value == p.String() })+1].Value
	case p.Kind == scenarios.KindTable:
		browser.Eval[*int](l.Page, `(document.querySelector("[data-param='`+p.Name+`']").open = true, 0)`)
		l.Click(`[data-param="` + p.Name + `"] tbody tr:last-child button`)
		rows := p.Value().Rows()
		return rows[:len(rows)-1].String()
	}
	stops := view.Stops(p)
	next := view.Nearest(stops, p.Value().Number()) + 1
	if next == len(stops) {
		next -= 2
	}
	l.SetRange("#p-"+p.Name, float64(next))
	return p.FromNumber(stops[next]).String()
}

// testLinks follows every link of every scenario that sets parameters, in presets and lessons.
func testLinks(t *testing.T, w *world) {
	for _, s := range representative(t) {
		l := w.visit(t, "/s/"+s.ID+"/")
		for _, query := range browser.Eval[[]string](l.Page, `[...document.querySelectorAll("a[href^='?']:not(.answer a)")].map(a => a.getAttribute("href"))`) {
			l.Click(`a[href="` + query + `"]`)
			l.showsModel(modelOf(t, s.ID, query))
			equal(t, s.ID+query+": message", l.Text("#status"), "")
		}
	}
}

// testRefused types values that are not allowed: a message beside the control says what is allowed, and the last good
// picture stays. Escape, and leaving the field, bring the last good value back.
func testRefused(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/?db=400ms")
	good := modelOf(t, "fanout", "db=400ms")
	l.showsModel(good)
	for wrong, leave := range map[string]string{"4x": "Escape", "-1s": "Tab", "3000": "Escape", "lots": "Tab", "": "Escape"} {
		l.Type("#f-db", wrong)
		l.Press("Enter")
		l.WaitText("#e-db", "allowed is a duration from 0 s to 2 s, such as 250 ms")
		l.WaitText("#e-db", wrong)
		equal(t, "marked", l.Attr("#f-db", "aria-invalid"), "true")
		equal(t, "described", l.Attr("#f-db", "aria-describedby"), "h-db e-db")
		equal(t, "role", l.Attr("#e-db", "role"), "alert")
		l.insideIs("#score", view.Score(good.results))
		l.addressHas("db=400ms")
		l.Press(leave)
		equal(t, "message gone", browser.Eval[bool](l.Page, `document.querySelector("#e-db").hidden`), true)
		equal(t, "mark gone", l.Attr("#f-db", "aria-invalid"), "")
		equal(t, "value after "+leave, browser.Eval[string](l.Page, `document.querySelector("#f-db").value`), "400 ms")
	}
}

// testRefusedAddress opens a link with mistakes: the status line names them, and the other settings apply.
func testRefusedAddress(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/?db=4x&user=1&product=10&colour=<b>red&tab=nothing")
	l.showsTotals("620 ms", "250 ms")
	for _, said := range []string{`db: "4x" is not allowed`, "using 250 ms", "colour", "tab"} {
		l.WaitText("#status", said)
	}
	equal(t, "markup from the address", l.Count("#status b"), 0)
}

// testMachine chooses what runs are charged for, by the keyboard: the picture, the address and what is saved follow.
func testMachine(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/?clients=50")
	l.nudge("costs", 1)
	charged := modelOf(t, "fanout", "clients=50&costs=cpython-3.11-asyncio")
	l.showsModel(charged)
	l.save("on CPython")
	l.open("/s/fanout/?clients=50&costs=go&tab=loop")
	l.showsModel(modelOf(t, "fanout", "clients=50&costs=go&tab=loop"))
	l.Click(`[data-action="reset"]`)
	l.showsModel(modelOf(t, "fanout", "tab=loop"))
	l.Click(saved("on CPython", "load"))
	l.showsModel(modelOf(t, "fanout", "clients=50&costs=cpython-3.11-asyncio&tab=loop"))
}

// testFaults has a service fail, by the keyboard, and says when: the picture, the address and Back follow, and a mistake is explained.
func testFaults(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	hidden := func(want bool) {
		t.Helper()
		l.WaitFor(`document.querySelector("#f-fault").hidden === ` + strconv.FormatBool(want))
	}
	hidden(true)
	l.nudge("p-fault", 1)
	stalled := modelOf(t, "fanout", "fault=api:stall@200ms..800ms")
	l.showsModel(stalled)
	hidden(false)
	l.Type("#f-fault", "db:slow:3x,api:stall@200ms..300ms")
	l.Press("Enter")
	slow := modelOf(t, "fanout", "fault=db:slow:3x,api:stall@200ms..300ms")
	l.showsModel(slow)
	equal(t, "choice", browser.Eval[string](l.Page, `document.querySelector("#p-fault").value`), "db:slow:3x")
	l.Type("#f-fault", "db:slow")
	l.Press("Enter")
	l.WaitText("#e-fault", "slow needs a factor from 1x to 1000x, as in slow:3x")
	equal(t, "marked", l.Attr("#f-fault", "aria-invalid"), "true")
	l.Press("Escape")
	l.showsModel(slow)
	l.MustBeAccessible()
	l.Click(`.presets a[href="?db=400ms"]`)
	l.showsModel(modelOf(t, "fanout", "db=400ms"))
	hidden(true)
	browser.Eval[*int](l.Page, `(history.back(), 0)`)
	l.showsModel(slow)
	l.Reload()
	l.WaitFor(ready)
	l.showsModel(slow)
	l.Click(`[data-action="reset"]`)
	l.showsModel(modelOf(t, "fanout", ""))
	equal(t, "controls of a scenario without services", w.visit(t, "/s/hello/").Count("#p-fault"), 0)
}

// testSeed asks for another seed: the run is another, the address says which, and going back returns to the first.
func testSeed(t *testing.T, w *world) {
	l := w.visit(t, "/s/breaker/")
	first, second := modelOf(t, "breaker", ""), modelOf(t, "breaker", "seed=1")
	l.showsModel(first)
	equal(t, "seed", l.Text("#seed-now"), "0")
	l.Click(`[data-action="another-seed"]`)
	l.showsModel(second)
	l.WaitText("#seed-now", "1")
	browser.Eval[*int](l.Page, `(history.back(), 0)`)
	l.showsModel(first)
	l.WaitText("#seed-now", "0")
	equal(t, "a run without luck", browser.Eval[bool](w.visit(t, "/s/hello/").Page, `document.querySelector("#seed").hidden`), true)
}
