package main

import (
	"encoding/json"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"overlap/chart/term"
)

// terminal says how to draw for whoever reads standard output.
func (e *environment) terminal(o runOptions) term.Options {
	columns, is := terminalOf(e.stdout)
	t := term.Options{Width: o.Width, ASCII: o.ASCII,
		Color: is && !o.NoColor && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
	if t.Width == 0 {
		t.Width = min(max(columns, 40), 160) // beyond, the eye has further to go than the picture gains
	}
	return t
}

// terminalOf returns the width of the terminal that w writes to; 80 and false when it writes to none.
func terminalOf(w io.Writer) (columns int, is bool) {
	if f, ok := w.(*os.File); ok {
		if n, ok := columnsOf(f); ok {
			return n, true
		}
	}
	return 80, false
}

// wrap breaks lines between words so that none is wider than that, where words allow it.
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

// columns writes rows below each other, all cells but the last of a row as wide as the widest of their column. The last
// is wrapped so that the row is no wider than width, where words allow it; a value in JSON stays whole, because its blanks
// are data.
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

// plain returns e, with an output that spells everything in ASCII where that was asked for.
func (e *environment) plain(o runOptions) *environment {
	if !o.ASCII {
		return e
	}
	p := *e
	p.stdout = asciiWriter{e.stdout}
	return &p
}

// asciiWriter passes on texts, each of whole characters, with a stand-in for what is not ASCII.
type asciiWriter struct{ to io.Writer }

func (w asciiWriter) Write(text []byte) (int, error) {
	_, err := io.WriteString(w.to, inASCII(string(text)))
	return len(text), err
}

func inASCII(text string) string {
	text = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", "→", "->", "×", "x", "µ", "u", "…", "...",
		"·", ".", "–", "-", "—", "-", "−", "-", "≥", ">=", "≤", "<=", "\u00a0", " ", "\u202f", " ").Replace(text)
	return strings.Map(func(r rune) rune {
		if r >= utf8.RuneSelf {
			return '?'
		}
		return r
	}, text)
}
