package main

import (
	"encoding/json"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"

	charts "overlap/chart/term"
)

// terminal says how to draw for whoever reads standard output.
func (e *environment) terminal(o runOptions) charts.Options {
	columns, isTerminal := terminalOf(e.stdout)
	t := charts.Options{Width: o.Width, ASCII: e.ascii,
		Color: isTerminal && !o.NoColor && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
	if t.Width == 0 {
		t.Width = min(max(columns, 40), 160) // longer lines are harder to read, and charts gain little
	}
	return t
}

// terminalOf returns the width of the terminal that w writes to; 80 and false when it writes to none.
func terminalOf(w io.Writer) (columns int, isTerminal bool) {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 80, false
	}
	if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
		return n, true
	}
	return 80, true // it does not know, as a serial line
}

// wrap breaks lines between words so that each fits into the columns, unless a single word is wider.
func wrap(text string, columns int) string {
	var done []string
	for line := range strings.SplitSeq(text, "\n") {
		now := ""
		for word := range strings.SplitAfterSeq(line, " ") {
			if letters := strings.TrimRight(word, " "); now != "" && letters != "" && utf8.RuneCountInString(now+letters) > columns {
				done = append(done, strings.TrimRight(now, " "))
				now = ""
			}
			now += word
		}
		done = append(done, strings.TrimRight(now, " "))
	}
	return strings.Join(done, "\n")
}

// columns returns rows of cells as aligned text. The last cell of a row is wrapped so that the row fits into width, unless a
// word is wider. A cell that is JSON stays whole, because its blanks are data.
func columns(rows [][]string, width int) string {
	var wide []int
	for _, row := range rows {
		for i, cell := range row[:len(row)-1] {
			if i == len(wide) {
				wide = append(wide, 0)
			}
			wide[i] = max(wide[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		line, last := "", len(row)-1
		for i, cell := range row[:last] {
			line += cell + strings.Repeat(" ", wide[i]-utf8.RuneCountInString(cell)+2)
		}
		indent := min(utf8.RuneCountInString(line), width/2)
		text := row[last]
		if !json.Valid([]byte(text)) {
			text = wrap(text, max(width-utf8.RuneCountInString(line), width/2))
		}
		for i, part := range strings.Split(text, "\n") {
			if i > 0 {
				line = strings.Repeat(" ", indent)
			}
			b.WriteString(strings.TrimRight(line+part, " ") + "\n")
		}
	}
	return b.String()
}
