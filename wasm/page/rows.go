//go:build js && wasm

package page

import (
	"strconv"

	"overlap/scenarios"
	"overlap/site/view"
)

// setFromRows sets a table parameter to the rows in its control, without rows that are empty, and runs the model.
func (p *Page) setFromRows(param *scenarios.Param, wrapper element) {
	var rows scenarios.Rows
	for _, r := range readRows(wrapper) {
		if r.Key != "" || r.Value != "" {
			rows = append(rows, r)
		}
	}
	v, err := param.FromRows(rows)
	if err != nil {
		p.showRefusal(param, view.RefusalOfRows(param, rows), false)
		return
	}
	changed := !v.Equal(param.Value())
	param.Set(v)
	p.clearRefusal(param)
	if changed {
		p.clearStatus()
		p.run()
	}
}

// readRows returns the rows in a table's cells, legal or not.
func readRows(wrapper element) scenarios.Rows {
	var rows scenarios.Rows
	cells := elements(wrapper.Value, "tbody input")
	for i := 0; i+1 < len(cells); i += 2 {
		rows = append(rows, scenarios.Row{Key: asField(cells[i]).Value(), Value: asField(cells[i+1]).Value()})
	}
	return rows
}

func (p *Page) writeRows(param *scenarios.Param, rows scenarios.Rows) {
	if body := asElement(document().Call("querySelector", "#p-"+param.Name+" tbody")); body != nil {
		body.SetInnerHTML(view.TableRows(param, rows))
	}
}

// addRow adds an empty row and moves the focus into it.
func (p *Page) addRow(button element) {
	wrapper, param := p.tableOf(button)
	if param == nil {
		return
	}
	rows := readRows(wrapper)
	if len(rows) >= scenarios.MaxRows {
		p.showRefusal(param, "A table has at most "+strconv.Itoa(scenarios.MaxRows)+" rows.", true)
		return
	}
	p.writeRows(param, append(rows, scenarios.Row{}))
	cells := elements(wrapper.Value, "tbody input")
	cells[len(cells)-2].Focus()
}

// removeRow removes a row and moves the focus to the button of the row that took its place.
func (p *Page) removeRow(button element) {
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
	p.setFromRows(param, wrapper)
	buttons := elements(wrapper.Value, "button")
	buttons[min(n, len(buttons)-1)].Focus()
}

func (p *Page) tableOf(button element) (wrapper element, param *scenarios.Param) {
	if wrapper = closest(button, "[data-param]"); wrapper != nil {
		param = p.state.Instance.Param(wrapper.GetAttribute("data-param"))
	}
	return wrapper, param
}
