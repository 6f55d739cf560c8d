package main

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// columns returns rows of cells as aligned text. The last cell of a row is wrapped so that the row fits into width, unless a word
// is wider; where the cells before leave it little room, it begins on a line of its own.
func columns(rows [][]string, width int) string {
	const little, indent = 20, 4
	var widths []int
	for _, row := range rows {
		for i, cell := range row[:len(row)-1] {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		line, last := "", len(row)-1
		for i, cell := range row[:last] {
			line += cell + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2)
		}
		at := utf8.RuneCountInString(line)
		text := wrapCell(row[last], width-at)
		if widest(text) > width-at || strings.Contains(text, "\n") && width-at < little {
			b.WriteString(wrap(strings.TrimRight(line, " "), width) + "\n")
			line, at = strings.Repeat(" ", indent), indent
			text = wrapCell(row[last], width-at)
		}
		for i, part := range strings.Split(text, "\n") {
			if i > 0 {
				line = strings.Repeat(" ", at)
			}
			b.WriteString(strings.TrimRight(line+part, " ") + "\n")
		}
	}
	return b.String()
}

// figures returns a table whose cells are aligned at the right. Columns that do not fit beside the first follow in tables below,
// each of which begins with the first column.
func figures(rows [][]string, width int) string {
	var b strings.Builder
	for from := 1; from < len(rows[0]); {
		to, room := from, width-wide(rows, 0)
		for to < len(rows[0]) && (to == from || room >= wide(rows, to)) {
			room -= wide(rows, to)
			to++
		}
		if from > 1 {
			b.WriteByte('\n')
		}
		for _, row := range rows {
			line := ""
			for i, cell := range row {
				if i == 0 || i >= from && i < to {
					line += strings.Repeat(" ", wide(rows, i)-utf8.RuneCountInString(cell)) + cell
				}
			}
			b.WriteString(line + "\n")
		}
		from = to
	}
	return b.String()
}

// wide returns how many columns a column of a table takes, with a gap before it.
func wide(rows [][]string, column int) (columns int) {
	for _, row := range rows {
		columns = max(columns, utf8.RuneCountInString(row[column])+2)
	}
	return columns
}

// widest returns how many columns the longest line of a text takes.
func widest(text string) (columns int) {
	for line := range strings.SplitSeq(text, "\n") {
		columns = max(columns, utf8.RuneCountInString(line))
	}
	return columns
}

// wrapCell breaks a cell between words. JSON is broken behind commas, where a line's end changes nothing: blanks within it are data.
func wrapCell(text string, columns int) string {
	if !json.Valid([]byte(text)) {
		return wrap(text, columns)
	}
	var done []string
	now := ""
	for _, part := range jsonParts(text) {
		if now != "" && utf8.RuneCountInString(now+part) > columns {
			done = append(done, now)
			now = ""
		}
		now += part
	}
	return strings.Join(append(done, now), "\n")
}

// jsonParts cuts valid JSON behind each comma between values.
func jsonParts(text string) (parts []string) {
	quoted, escaped, from := false, false, 0
	for i, c := range []byte(text) {
		switch {
		case escaped:
			escaped = false
		case c == '\\':
			escaped = true
		case c == '"':
			quoted = !quoted
		case c == ',' && !quoted:
			parts = append(parts, text[from:i+1])
			from = i + 1
		}
	}
	return append(parts, text[from:])
}
