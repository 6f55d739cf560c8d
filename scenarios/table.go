package scenarios

import (
	"strings"
	"time"

	"overlap/quantity"
)

// MaxRows and MaxCell, in bytes, bound a table, because links hold tables. A row's Value is one cell to MaxCell.
const (
	MaxRows = 60
	MaxCell = 400
)

// Row is one entry of a table.
type Row struct{ Key, Value string }

// Rows is a table with distinct keys, in the order the reader sees.
type Rows []Row

// Get returns the value of a key.
func (rows Rows) Get(key string) (value string, ok bool) {
	for _, r := range rows {
		if r.Key == key {
			return r.Value, true
		}
	}
	return "", false
}

// Duration returns the value of a row whose table's Columns are Durations.
func (r Row) Duration() time.Duration {
	d, _ := quantity.ParseDuration(r.Value)
	return d
}

// escape protects a cell's backslashes, and what ends the cell: "a=b;c" becomes "a\=b\;c".
func escape(cell, ends string) string {
	for _, c := range `\` + ends {
		cell = strings.ReplaceAll(cell, string(c), `\`+string(c))
	}
	return cell
}

// String returns the rows as "key=value;key=value".
func (rows Rows) String() string {
	var b strings.Builder
	for i, r := range rows {
		if i > 0 {
			b.WriteByte(';')
		}
		b.WriteString(escape(r.Key, "=;") + "=" + escape(r.Value, ";"))
	}
	return b.String()
}

// parseRows reads what String writes; the empty text is no rows.
func parseRows(text string) (rows Rows, ok bool) {
	rows = Rows{}
	for text != "" && len(rows) <= MaxRows {
		var r Row
		var end byte
		if r.Key, text, end = readCell(text, "=;"); end != '=' {
			return nil, false
		}
		r.Value, text, end = readCell(text, ";")
		rows = append(rows, r)
		if end == ';' && text == "" {
			return nil, false
		}
	}
	return rows, true
}

// readCell reads up to the next of ends that is not escaped; end is 0 at the text's end.
func readCell(text, ends string) (c, rest string, end byte) {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch ch := text[i]; {
		case ch == '\\' && i+1 < len(text):
			i++
			b.WriteByte(text[i])
		case strings.IndexByte(ends, ch) >= 0:
			return b.String(), text[i+1:], ch
		default:
			b.WriteByte(ch)
		}
	}
	return b.String(), "", 0
}
