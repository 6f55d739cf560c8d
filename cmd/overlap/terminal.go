package main

import (
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
