//go:build js && wasm

package page

import (
	"strconv"

	"honnef.co/go/js/dom/v2"

	"overlap/scenarios"
	"overlap/wasm/view"
)

// setRows gives a table parameter the rows that its control shows. Rows without any text are not there yet.
func (p *Page) setRows(param *scenarios.Param, wrapper dom.Element) {
	var rows scenarios.Rows
	for _, r := range readRows(wrapper) {
		if r.Key != "" || r.Value != "" {
			rows = append(rows, r)
		}
	}
	before := param.Text()
	if err := p.state.Instance.Set(param.Name, rows.String()); err != nil {
		p.refuse(param, view.RefusalOfRows(param, rows), false)
		return
	}
	p.accept(param)
	if param.Text() != before {
		p.run()
	}
}

// readRows returns what the cells hold, legal or not.
func readRows(wrapper dom.Element) scenarios.Rows {
	var rows scenarios.Rows
	cells := wrapper.QuerySelectorAll("tbody input")
	for i := 0; i+1 < len(cells); i += 2 {
		rows = append(rows, scenarios.Row{Key: textOf(cells[i]), Value: textOf(cells[i+1])})
	}
	return rows
}

func textOf(e dom.Element) string {
	if in, ok := e.(*dom.HTMLInputElement); ok {
		return in.Value()
	}
	return ""
}

func (p *Page) writeRows(param *scenarios.Param, rows scenarios.Rows) {
	if body := p.doc.QuerySelector("#p-" + param.Name + " tbody"); body != nil {
		body.SetInnerHTML(view.TableRows(param, rows))
	}
}

// addRow adds an empty row and puts the cursor into it.
func (p *Page) addRow(button dom.Element) {
	wrapper, param := p.tableOf(button)
	if param == nil {
		return
	}
	rows := readRows(wrapper)
	if len(rows) >= scenarios.MaxRows {
		p.refuse(param, "A table has at most "+strconv.Itoa(scenarios.MaxRows)+" rows.", true)
		return
	}
	p.writeRows(param, append(rows, scenarios.Row{}))
	cells := wrapper.QuerySelectorAll("tbody input")
	focus(cells[len(cells)-2])
}

// removeRow removes a row; the cursor goes to what took its place.
func (p *Page) removeRow(button dom.Element) {
	wrapper, param := p.tableOf(button)
	n, err := strconv.Atoi(button.GetAttribute("data-row"))
	if param == nil || err != nil {
		return
	}
	rows := readRows(wrapper)
	if n >= len(rows) {
		return
	}
	rows = append(rows[:n], rows[n+1:]...)
	p.writeRows(param, rows)
	p.setRows(param, wrapper)
	buttons := wrapper.QuerySelectorAll("button")
	focus(buttons[min(n, len(buttons)-1)])
}

func (p *Page) tableOf(button dom.Element) (wrapper dom.Element, param *scenarios.Param) {
	if wrapper = button.Closest("[data-param]"); wrapper != nil {
		param = p.state.Instance.Param(wrapper.GetAttribute("data-param"))
	}
	return wrapper, param
}
