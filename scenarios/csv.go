package scenarios

import (
	"slices"
	"strconv"
	"strings"
)

// MaxFile bounds a file with a table, in bytes.
const MaxFile = 64 << 10

// CSV returns rows as a spreadsheet reads them (RFC 4180): a line of headings, and one for each row.
func (c Columns) CSV(rows Rows) string {
	var b strings.Builder
	line := func(cells []string) {
		for i, text := range cells {
			if i > 0 {
				b.WriteByte(',')
			}
			if strings.ContainsAny(text, ",;\t\"") {
				text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
			}
			b.WriteString(text)
		}
		b.WriteString("\r\n")
	}
	line(c.Headings())
	for _, r := range rows {
		line(c.Cells(r))
	}
	return b.String()
}

// ReadCSV reads what CSV writes, and what spreadsheets make of that: cells separated by commas, semicolons or tabs, columns in
// any order, of which all but the first may be missing. Without a line of headings the columns are in the order of Headings.
// Whether the rows may stand in the table, Param.FromRows says.
func (c Columns) ReadCSV(text string) (Rows, error) {
	if len(text) > MaxFile {
		return nil, &fileError{"the file has more than " + strconv.Itoa(MaxFile>>10) + " kB"}
	}
	lines, err := splitCSV(strings.TrimPrefix(text, "\ufeff"))
	if err != nil || len(lines) == 0 {
		return Rows{}, err
	}
	order, named, err := c.order(lines[0])
	if err != nil {
		return nil, err
	}
	rows := Rows{}
	for i, cells := range lines {
		if i == 0 && named {
			continue
		}
		if len(cells) > len(order) {
			return nil, &fileError{"line " + strconv.Itoa(i+1) + " has " + strconv.Itoa(len(cells)) + " cells; allowed are " + strconv.Itoa(len(order)) + ", as the columns"}
		}
		ordered := make([]string, len(c.Headings()))
		for k, cell := range cells {
			ordered[order[k]] = cell
		}
		rows = append(rows, c.Row(ordered, ordered))
	}
	return rows, nil
}

// order returns which column each cell of a file belongs to, and whether its first line names them.
func (c Columns) order(first []string) (order []int, named bool, err error) {
	headings, unknown := c.Headings(), ""
	for i, cell := range first {
		column := slices.IndexFunc(headings, func(h string) bool { return strings.EqualFold(h, strings.TrimSpace(cell)) })
		if column < 0 || slices.Contains(order, column) {
			unknown = cell
		}
		named = named || column >= 0
		order = append(order, column)
		if i == len(headings) {
			break
		}
	}
	switch {
	case !named:
		for order = order[:0]; len(order) < len(headings); {
			order = append(order, len(order))
		}
	case unknown != "" || !slices.Contains(order, 0):
		return nil, true, &fileError{"the first line names the columns " + strconv.Quote(strings.Join(first, ", ")) + "; allowed are " + strings.Join(headings, ", ") + ", each once, of which only " + headings[0] + " is needed"}
	}
	return order, named, nil
}

// splitCSV returns the cells of each line that is not empty. The first line tells what separates cells.
func splitCSV(text string) (lines [][]string, err error) {
	head, _, _ := strings.Cut(text, "\n")
	comma := byte(',')
	for _, c := range []byte{';', '\t'} {
		if strings.Count(head, string(rune(c))) > strings.Count(head, string(rune(comma))) {
			comma = c
		}
	}
	var cells []string
	for text != "" {
		cell, rest, end, ok := cutCell(text, comma)
		if !ok {
			return nil, &fileError{"after line " + strconv.Itoa(len(lines)) + " a quotation mark is not closed"}
		}
		cells, text = append(cells, cell), rest
		if end == comma && text != "" {
			continue
		}
		if len(cells) > 1 || cells[0] != "" {
			lines = append(lines, cells)
		}
		cells = nil
	}
	return lines, nil
}

// cutCell cuts a cell off, and returns what ended it: comma, a line break, or 0 at the text's end.
func cutCell(text string, comma byte) (cell, rest string, end byte, ok bool) {
	var b strings.Builder
	quoted := false
	for i := 0; i < len(text); i++ {
		switch ch := text[i]; {
		case ch == '"' && quoted && i+1 < len(text) && text[i+1] == '"':
			b.WriteByte('"')
			i++
		case ch == '"' && (quoted || b.Len() == 0):
			quoted = !quoted
		case !quoted && (ch == comma || ch == '\n'):
			return strings.TrimSuffix(b.String(), "\r"), text[i+1:], ch, true
		default:
			b.WriteByte(ch)
		}
	}
	return strings.TrimSuffix(b.String(), "\r"), "", 0, !quoted
}

// fileError says why a file is no table.
type fileError struct{ why string }

func (e *fileError) Error() string { return e.why }
