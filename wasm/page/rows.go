//go:build js && wasm

package page

import (
	"errors"
	"strconv"
	"strings"
	"syscall/js"

	"overlap/scenarios"
	"overlap/site/view"
)

// setFromRows sets a table parameter to the rows in its control, without rows that are empty, and runs the model. Going back in
// the history undoes that.
func (p *Page) setFromRows(param *scenarios.Param, wrapper element, done bool) {
	v, err := param.FromRows(filled(readRows(param, wrapper)))
	if err != nil && done { // the reader is perhaps on the way to another cell of the row
		p.setTimer("typing "+param.Name, typingPause, func() { p.setFromRows(param, wrapper, false) })
		return
	}
	if err != nil {
		p.showRefusal(param, view.Refusal(err))
		if e, ok := errors.AsType[*scenarios.CellError](err); ok {
			markCell(param, wrapper, e)
		}
		return
	}
	p.writeAddress("replaceState")
	p.set(param, v)
	p.writeAddress("pushState")
	if done {
		spellRows(param, wrapper)
	}
}

// markCell marks the cell that is wrong: the row counts among those that are not empty.
func markCell(param *scenarios.Param, wrapper element, wrong *scenarios.CellError) {
	row := 0
	for _, tr := range elements(wrapper.Value, "tbody tr") {
		cells := elements(tr.Value, "input")
		if isEmpty(readRow(param, cells)) {
			continue
		}
		if row++; row == wrong.Row {
			cells[wrong.Cell-1].SetAttribute("aria-invalid", "true")
		}
	}
}

// spellRows shows the rows of a table as they are spelt, but leaves those alone that are empty.
func spellRows(param *scenarios.Param, wrapper element) {
	rows := param.Value().Rows()
	for _, tr := range elements(wrapper.Value, "tbody tr") {
		if cells := elements(tr.Value, "input"); !isEmpty(readRow(param, cells)) {
			for i, text := range param.Columns.Cells(rows[0]) {
				showText(asField(cells[i]), text)
			}
			if fold := asElement(tr.Call("querySelector", ".fold button")); fold != nil {
				fold.SetInnerHTML(view.RowSummary(param, rows[0]))
			}
			rows = rows[1:]
		}
	}
}

// takeBackRows writes a table anew when what stands in it is not allowed.
func (p *Page) takeBackRows(param *scenarios.Param, wrapper element) {
	if _, err := param.FromRows(filled(readRows(param, wrapper))); err != nil {
		p.writeRows(param, param.Value().Rows(), -1)
	}
}

// readRows returns the rows in a table's cells, legal or not.
func readRows(param *scenarios.Param, wrapper element) (rows scenarios.Rows) {
	for _, tr := range elements(wrapper.Value, "tbody tr") {
		rows = append(rows, readRow(param, elements(tr.Value, "input")))
	}
	return rows
}

func readRow(param *scenarios.Param, cells []element) scenarios.Row {
	var texts, shown []string
	for _, c := range cells {
		texts, shown = append(texts, asField(c).Value()), append(shown, shownIn(c))
	}
	return param.Columns.Row(texts, shown)
}

func isEmpty(r scenarios.Row) bool { return r.Key == "" && r.Value == "" }

// filled returns the rows that are not empty.
func filled(rows scenarios.Rows) (list scenarios.Rows) {
	for _, r := range rows {
		if !isEmpty(r) {
			list = append(list, r)
		}
	}
	return list
}

// writeRows writes a table's rows. open is the index of the row whose card is unfolded, −1 for none.
func (p *Page) writeRows(param *scenarios.Param, rows scenarios.Rows, open int) {
	if body := asElement(document().Call("querySelector", "#p-"+param.Name+" tbody")); body != nil {
		body.SetInnerHTML(view.TableRows(param, rows, open))
	}
}

// doRowAction does what a button of a table is for, and reports whether it is one of a table's.
func (p *Page) doRowAction(action string, b element) bool {
	wrapper, param := p.tableOf(b)
	if param == nil {
		return false
	}
	rows := readRows(param, wrapper)
	n, _ := strconv.Atoi(b.GetAttribute("data-row"))
	switch action {
	case "add-row":
		p.addRow(param, wrapper, rows)
	case "remove-row":
		rows = append(rows[:n], rows[n+1:]...)
		p.changeRows(param, wrapper, rows, -1)
		p.focusRow(wrapper, n)
	case "row-up", "row-down":
		to := n - 1
		if action == "row-down" {
			to = n + 1
		}
		if to < 0 || to == len(rows) {
			return true
		}
		rows[n], rows[to] = rows[to], rows[n]
		p.changeRows(param, wrapper, rows, to)
		asElement(elements(wrapper.Value, "tbody tr")[to].Call("querySelector", `[data-action="`+action+`"]`)).Focus()
	case "fold-row":
		tr := closest(b, "tr")
		open := !tr.HasAttribute("data-unfolded")
		b.SetAttribute("aria-expanded", strconv.FormatBool(open))
		tr.RemoveAttribute("data-unfolded")
		if open {
			tr.SetAttribute("data-unfolded", "")
		}
	case "import-rows":
		asElement(wrapper.Call("querySelector", `[type="file"]`)).Call("click")
	case "export-rows":
		p.saveAs(p.scenario.ID+"-"+param.Name+".csv", blobOf(js.ValueOf(param.Columns.CSV(param.Value().Rows())), "text/csv"))
	default:
		return false
	}
	return true
}

// importFile sets a table to what stands in the file that the reader chose.
func (p *Page) importFile(control element) {
	wrapper, param := p.tableOf(control)
	file := control.Get("files").Index(0)
	if param == nil || !file.Truthy() {
		return
	}
	name := file.Get("name").String()
	if file.Get("size").Int() > scenarios.MaxFile {
		p.showRefusal(param, name+": a table's file has at most "+strconv.Itoa(scenarios.MaxFile>>10)+" kB.")
		return
	}
	file.Call("text").Call("then", p.once(func(text js.Value) {
		p.importRows(param, wrapper, name, text.String())
		control.Set("value", "") // so that the same file can be chosen again
	}), p.once(func(js.Value) { p.showRefusal(param, name+" cannot be read.") }))
}

// importRows sets a table to what stands in a text. What is refused changes nothing.
func (p *Page) importRows(param *scenarios.Param, wrapper element, from, text string) {
	rows, err := param.Columns.ReadCSV(text)
	if err == nil {
		_, err = param.FromRows(rows)
	}
	if err != nil {
		p.showRefusal(param, from+": "+view.Refusal(err))
		return
	}
	before := param.Value().Rows()
	p.changeRows(param, wrapper, rows, -1)
	p.offerUndo(view.Imported(from, len(rows)), func() { p.changeRows(param, wrapper, before, -1) })
}

// onPaste reads lines that were copied from a spreadsheet as a file. What has one line goes into the cell.
func (p *Page) onPaste(e event) {
	cell := target(e)
	text := e.Get("clipboardData").Call("getData", "text").String()
	if closest(cell, ".wide") == nil || !strings.Contains(strings.TrimSpace(text), "\n") {
		return
	}
	e.PreventDefault()
	wrapper, param := p.tableOf(cell)
	p.importRows(param, wrapper, "Clipboard", text)
}

// focusRow moves the focus to the last button seen of a row, or of the last row: those of a folded card are hidden and do not
// take the focus.
func (p *Page) focusRow(wrapper element, n int) {
	list := elements(wrapper.Value, `tbody tr, [data-action="add-row"]`)
	for _, b := range append(list[len(list)-1:], elements(list[min(n, max(0, len(list)-2))].Value, "button")...) {
		b.Focus()
	}
}

// changeRows writes a table's rows anew and sets the parameter to them.
func (p *Page) changeRows(param *scenarios.Param, wrapper element, rows scenarios.Rows, open int) {
	p.writeRows(param, rows, open)
	p.setFromRows(param, wrapper, true)
}

// addRow adds a row and moves the focus into it.
func (p *Page) addRow(param *scenarios.Param, wrapper element, rows scenarios.Rows) {
	if len(rows) >= scenarios.MaxRows {
		p.showRefusal(param, "A table has at most "+strconv.Itoa(scenarios.MaxRows)+" rows.")
		return
	}
	var row scenarios.Row
	if fresh := param.Columns.New; fresh != nil {
		row = fresh(rows)
	}
	p.writeRows(param, append(rows, row), len(rows))
	if !isEmpty(row) {
		p.setFromRows(param, wrapper, true)
	}
	field := elements(elements(wrapper.Value, "tbody tr")[len(rows)].Value, "input")[0]
	field.Focus()
	field.Call("select")
}

func (p *Page) tableOf(button element) (wrapper element, param *scenarios.Param) {
	if wrapper = closest(button, "[data-param]"); wrapper != nil {
		param = p.state.Instance.Param(wrapper.GetAttribute("data-param"))
	}
	return wrapper, param
}
