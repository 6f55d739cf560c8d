package main

import (
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"

	charts "overlap/chart/term"
)

// terminal says how to draw for whoever reads standard output.
func (e *environment) terminal(o runOptions) charts.Options { return e.terminalOn(e.stdout, o) }

// terminalOn says how to draw for whoever reads w.
func (e *environment) terminalOn(w io.Writer, o runOptions) charts.Options {
	columns, isTerminal := terminalOf(w)
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
