package view

import (
	"strconv"
	"strings"

	"overlap/scenarios"
)

// shortTable is how many rows a table may have to stand open from the start.
const shortTable = 4

// table is the control of a KindTable parameter.
func table(p *scenarios.Param) string {
	rows := p.Value().Rows()
	return `<details class="control table"` + attr("data-param", p.Name) + boolAttr("open", len(rows) <= shortTable) + "><summary" + attr("title", p.Help) + ">" +
		esc(p.Label) + `</summary><table id="p-` + p.Name + `"` + attr("aria-label", p.Label) + describedBy(p) + "><thead><tr><th scope=\"col\">" +
		esc(p.Columns.Key) + `</th><th scope="col">` + esc(p.Columns.Value) + `</th><th><span class="visually-hidden">remove</span></th></tr></thead><tbody>` +
		TableRows(p, rows) + "</tbody></table>" + button("add-row", "Add a row", attr("aria-label", p.Label+": add a row")) + helpAndError(p) + "</details>"
}

// TableRows returns the inside of a table's body, for rows that need not be legal yet: a row has just been
// added, or the reader is in the middle of a word.
func TableRows(p *scenarios.Param, rows scenarios.Rows) string {
	var b strings.Builder
	for i, r := range rows {
		n := strconv.Itoa(i + 1)
		b.WriteString("<tr><td>" + cell(p, p.Columns.Key, n, r.Key) + "</td><td>" + cell(p, p.Columns.Value, n, r.Value) + "</td><td>" +
			button("remove-row", "×", attr("data-row", strconv.Itoa(i))+attr("aria-label", p.Label+": remove row "+n)) + "</td></tr>")
	}
	return b.String()
}

func cell(p *scenarios.Param, column, row, value string) string {
	return `<input type="text"` + attr("value", value) + attr("aria-label", p.Label+", row "+row+", "+column) +
		` maxlength="` + strconv.Itoa(scenarios.MaxCell) + `" autocomplete="off" spellcheck="false">`
}
