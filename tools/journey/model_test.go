package journey

import (
	"strconv"
	"strings"
	"testing"

	"overlap/scenarios"
	"overlap/scenarios/all"
	"overlap/site/view"
	"overlap/tools/browser"
)

// model is what a page must show for an address, computed natively: the pictures in the browser are compared with a run
// outside of it.
type model struct {
	scenario *scenarios.Scenario
	state    view.State
	results  *scenarios.Results
}

// modelOf returns what the page of a scenario must show for a query.
func modelOf(t *testing.T, id, query string) *model {
	t.Helper()
	s := all.Find(id)
	state, refused := view.ParseState(s, query)
	if len(refused) > 0 {
		t.Fatalf("%s: the query %q is refused: %v", id, query, refused)
	}
	return &model{s, state, state.Run()}
}

// file returns the run as the page exports it in a form.
func (m *model) file(form string) string {
	return string(view.Export(m.results, form, view.InModel(m.scenario, m.state.Settings())))
}

// showsModel waits until the page shows the model: totals, picture, figures, controls and address.
func (l *learner) showsModel(m *model) {
	l.t.Helper()
	l.insideIs("#score", view.Score(m.results))
	width := browser.Eval[float64](l.Page, `document.querySelector("#chart").getBoundingClientRect().width`)
	l.insideIs("#chart", view.Figure(m.results, view.Layout(m.results, m.state.Picture, view.Fitting(int(width)))))
	for _, p := range m.state.Instance.Params() {
		l.showsParam(p)
	}
	l.WaitFor(`(document.querySelector("#f-fault") ?? {value: ""}).value === ` + strconv.Quote(m.state.Instance.FaultText()))
	l.WaitFor(`(document.querySelector("#costs") ?? {value: "pure"}).value === ` + strconv.Quote(m.state.Costs))
	l.addressHas(m.state.Query())
}

// showsParam waits until the controls of a parameter show its value.
func (l *learner) showsParam(p *scenarios.Param) {
	l.t.Helper()
	switch {
	case p.Kind == scenarios.KindBool:
		l.WaitFor(`document.querySelector("#p-` + p.Name + `").checked === ` + p.String())
	case len(p.Choices) > 0:
		l.WaitFor(`document.querySelector("#p-` + p.Name + `").value === ` + strconv.Quote(p.String()))
	case p.Kind == scenarios.KindTable:
		var cells string
		for _, r := range p.Value().Rows() {
			cells += strings.Join(p.Columns.Cells(r), "|") + "|"
		}
		l.WaitFor(`[...document.querySelectorAll("#p-` + p.Name + ` tbody input")].map(e => e.value + "|").join("") === ` + strconv.Quote(cells))
	default:
		l.WaitFor(`document.querySelector("#f-` + p.Name + `").value === ` + strconv.Quote(p.Value().Text()))
	}
}

// addressHas waits until the address has a query; "" means none.
func (l *learner) addressHas(query string) {
	l.t.Helper()
	if query != "" {
		query = "?" + query
	}
	l.WaitFor(`location.search === ` + strconv.Quote(query))
}

// insideIs waits until an element's innerHTML equals html, as the browser serialises it, apart from the place of the playhead.
// When it never does, an exception in the page says where they differ.
func (l *learner) insideIs(selector, html string) {
	l.t.Helper()
	browser.Eval[*int](l.Page, `(window.inside = html => {
		const copy = document.createElement("div");
		copy.innerHTML = html;
		for (const name of ["transform", "visibility"]) copy.querySelector(".chart-playhead")?.removeAttribute(name);
		copy.querySelector(".chart-overlay")?.replaceChildren();
		for (const name of ["data-when", "data-so-far"]) for (const e of copy.querySelectorAll("[" + name + "]")) e.removeAttribute(name);
		return copy.innerHTML;
	}, window.same = (a, b) => {
		let i = 0;
		while (i < a.length && a[i] === b[i]) i++;
		if (a !== b) throw Error("it holds …" + a.slice(Math.max(i - 60, 0), i + 60) + "… in place of …" + b.slice(Math.max(i - 60, 0), i + 60) + "…");
		return true;
	}, window.wanted = inside(`+strconv.Quote(html)+`), 0)`)
	l.WaitFor(`same(inside(document.querySelector(` + "`" + selector + "`" + `).innerHTML), wanted)`)
}
