package golden

import (
	"bytes"
	"fmt"
	"strconv"
	"unicode/utf8"
)

const maxShown = 160 // bytes of a line that a failure shows: one SVG path can be 100 kB long

// difference says in a few lines where two contents differ first: the line and column, or for
// binary files the byte. For the whole difference there is git diff, after -update.
func difference(want, got []byte) string {
	at := 0
	for at < len(want) && at < len(got) && want[at] == got[at] {
		at++
	}
	if !utf8.Valid(want) || !utf8.Valid(got) {
		return fmt.Sprintf("first at byte %d (%d bytes wanted, %d received)", at, len(want), len(got))
	}
	line := bytes.Count(want[:at], []byte("\n")) + 1
	start := bytes.LastIndexByte(want[:at], '\n') + 1
	return fmt.Sprintf("first at line %d, column %d\n  want: %s\n  got:  %s",
		line, at-start+1, excerpt(want, start, at), excerpt(got, start, at))
}

// excerpt quotes the line beginning at start, cut so that the byte at is in view.
func excerpt(text []byte, start, at int) string {
	if start >= len(text) {
		return "(end of file)"
	}
	end := start + bytes.IndexByte(text[start:], '\n')
	if end < start {
		end = len(text)
	}
	before, after := "", ""
	if at-start > maxShown/2 {
		before, start = "…", at-maxShown/2
	}
	if end-start > maxShown {
		after, end = "…", start+maxShown
	}
	return before + strconv.Quote(string(text[start:end])) + after
}
