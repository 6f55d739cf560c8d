package main

import (
	"io"
	"os"

	"overlap/chart"
)

// terminal says how to draw for whoever reads standard output.
func (e *environment) terminal(o runOptions) chart.TerminalOptions {
	columns, is := terminalOf(e.stdout)
	t := chart.TerminalOptions{Width: o.Width, ASCII: o.ASCII,
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
