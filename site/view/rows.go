package view

import (
	"strconv"
	"strings"

	"overlap/scenarios"
)

// shortTable is the largest number of rows of a table that is open at first.
const shortTable = 4

// table returns the control of a KindTable parameter. Rows of more than two cells can be moved, because there is room; where
// there is not, each is a card that folds.
func table(p *scenarios.Param) string {
	rows, kind, more := p.Value().Rows(), "table", ""
	if p.Columns.More != nil {
		kind, more = "table wide", files(p)
	}
	var heads strings.Builder
	for _, h := range p.Columns.Headings() {
		heads.WriteString(`<th scope="col">` + esc(h) + "</th>")
	}
	return `<details class="control ` + kind + `"` + attr("data-param", p.Name) + boolAttr("open", p.Columns.More != nil || len(rows) <= shortTable) + "><summary>" +
		esc(p.Label) + `</summary><table id="p-` + p.Name + `"` + attr("aria-label", p.Label) + describedBy(p) + "><thead><tr>" + heads.String() +
		`<th><span class="visually-hidden">remove</span></th></tr></thead><tbody>` + TableRows(p, rows, -1) + "</tbody></table>" + refusal(p) +
		`<div class="actions">` + button("add-row", "Add a row", attr("aria-label", p.Label+": add a row")) + more + "</div>" + help(p.Name, p.Help) + "</details>"
}

// TableRows returns the inside of a table's body. The rows need not be legal, because the reader may have just added one or
// be typing. open is the index of the row whose card is unfolded, −1 for none.
func TableRows(p *scenarios.Param, rows scenarios.Rows, open int) string {
	var b strings.Builder
	for i, r := range rows {
		n := strconv.Itoa(i + 1)
		does := func(action, sign, what string) string {
			return button(action, sign, attr("data-row", strconv.Itoa(i))+attr("aria-label", p.Label+": "+what+" row "+n))
		}
		b.WriteString("<tr" + boolAttr("data-unfolded", i == open) + ">")
		moves := ""
		if p.Columns.More != nil {
			b.WriteString(`<td class="fold"><button type="button" data-action="fold-row"` + attr("aria-expanded", strconv.FormatBool(i == open)) + ">" + RowSummary(p, r) + "</button></td>")
			moves = does("row-up", "↑", "move up") + does("row-down", "↓", "move down")
		}
		for c, text := range p.Columns.Cells(r) {
			b.WriteString(cell(p, p.Columns.Headings()[c], n, text))
		}
		b.WriteString(`<td class="does">` + moves + does("remove-row", "×", "remove") + "</td></tr>")
	}
	return b.String()
}

// RowSummary returns the inside of a folded card: the row's key, and what else its cells hold.
func RowSummary(p *scenarios.Param, r scenarios.Row) string {
	cells := p.Columns.Cells(r)
	var rest []string
	for i, text := range cells[1:] {
		if text = strings.ReplaceAll(text, ",", ", "); text != "" && i > 1 {
			text = p.Columns.More[i-1] + " " + text
		}
		if text != "" {
			rest = append(rest, text)
		}
	}
	return esc(cells[0]) + " <span>" + esc(strings.Join(rest, " · ")) + "</span>"
}

func cell(p *scenarios.Param, column, row, value string) string {
	return "<td" + attr("data-heading", column) + `><input type="text"` + attr("value", value) + attr("aria-label", p.Label+", row "+row+", "+column) +
		` maxlength="` + strconv.Itoa(scenarios.MaxCell) + `" autocomplete="off" spellcheck="false"></td>`
}

// files returns the controls that read a table from a file and write it to one.
func files(p *scenarios.Param) string {
	return button("import-rows", "Import CSV …", attr("aria-label", p.Label+": import CSV …")) +
		`<input type="file" hidden accept=".csv,.tsv,.txt,text/csv"` + attr("aria-label", p.Label+": a CSV file") + ">" +
		button("export-rows", "Export CSV", attr("aria-label", p.Label+": export CSV"))
}

// Imported says what a table has from a file.
func Imported(from string, rows int) string {
	return from + ": " + plural(rows, "row") + " in place of what stood there."
}
