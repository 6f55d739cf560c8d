//go:build js && wasm

package page

import (
	"strconv"

	"overlap/scenarios"
	"overlap/site/view"
)

// setFromRows sets a table parameter to the rows in its control, without rows that are empty, and runs the model.
func (p *Page) setFromRows(param *scenarios.Param, wrapper element, done bool) {
	rows := filled(readRows(param, wrapper))
	v, err := param.FromRows(rows)
	if err != nil && done { // the reader is perhaps on the way to the row's other cell
		p.setTimer("typing "+param.Name, typingPause, func() { p.setFromRows(param, wrapper, false) })
		return
	}
	if err != nil {
		p.showRefusal(param, view.RefusalOfRows(param, rows))
		return
	}
	p.set(param, v)
	if done {
		for i, r := range readRows(param, wrapper) {
			showText(asField(cellsOf(wrapper)[2*i+1]), param.Columns.Show(r.Value))
		}
	}
}

// takeBackRows writes a table anew when what stands in it is not allowed.
func (p *Page) takeBackRows(param *scenarios.Param, wrapper element) {
	if _, err := param.FromRows(filled(readRows(param, wrapper))); err != nil {
		p.writeRows(param, param.Value().Rows())
	}
}

// cellsOf returns the fields of a table: key, value, key, value and so on.
func cellsOf(wrapper element) []element { return elements(wrapper.Value, "tbody input") }

// readRows returns the rows in a table's cells, legal or not.
func readRows(param *scenarios.Param, wrapper element) scenarios.Rows {
	var rows scenarios.Rows
	cells := cellsOf(wrapper)
	for i := 0; i+1 < len(cells); i += 2 {
		rows = append(rows, scenarios.Row{Key: asField(cells[i]).Value(),
			Value: param.Columns.Read(asField(cells[i+1]).Value(), shownIn(cells[i+1]))})
	}
	return rows
}

// filled returns the rows that are not empty.
func filled(rows scenarios.Rows) (list scenarios.Rows) {
	for _, r := range rows {
		if r.Key != "" || r.Value != "" {
			list = append(list, r)
		}
	}
	return list
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
	rows := readRows(param, wrapper)
	if len(rows) >= scenarios.MaxRows {
		p.showRefusal(param, "A table has at most "+strconv.Itoa(scenarios.MaxRows)+" rows.")
		return
	}
	p.writeRows(param, append(rows, scenarios.Row{}))
	cells := cellsOf(wrapper)
	cells[len(cells)-2].Focus()
}

// removeRow removes a row and moves the focus to the button of the row that took its place.
func (p *Page) removeRow(button element) {
	wrapper, param := p.tableOf(button)
	n, err := strconv.Atoi(button.GetAttribute("data-row"))
	if param == nil || err != nil {
		return
	}
	rows := readRows(param, wrapper)
	if n >= len(rows) {
		return
	}
	rows = append(rows[:n], rows[n+1:]...)
	p.writeRows(param, rows)
	p.setFromRows(param, wrapper, true)
	buttons := elements(wrapper.Value, "button")
	buttons[min(n, len(buttons)-1)].Focus()
}

func (p *Page) tableOf(button element) (wrapper element, param *scenarios.Param) {
	if wrapper = closest(button, "[data-param]"); wrapper != nil {
		param = p.state.Instance.Param(wrapper.GetAttribute("data-param"))
	}
	return wrapper, param
}
