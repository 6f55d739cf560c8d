package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean replaces characters that neither XML nor a terminal may be given by U+FFFD: control characters, characters that
// reverse the direction of text, and bytes that are not UTF-8. Names and labels may come from anybody.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || r == 0xFFFE || r == 0xFFFF || unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return '\uFFFD'
		}
		return r
	}, s)
}

// appendEscaped appends text cleaned and escaped for XML, between tags or between double quotes.
func appendEscaped(b []byte, s string) []byte {
	for _, r := range Clean(s) {
		switch r {
		case '&':
			b = append(b, "&amp;"...)
		case '<':
			b = append(b, "&lt;"...)
		case '>':
			b = append(b, "&gt;"...)
		case '"':
			b = append(b, "&quot;"...)
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

// LeastLetters is the number of letters that a shortened text must keep to be recognised.
const LeastLetters = 3

// Shorten returns s if it fits into room, by the widths of its characters, or else its beginning followed by more. It also
// returns how many letters of the beginning are left. A number at the end is kept, because it tells "customer 1" from
// "customer 2".
func Shorten(s, more string, room float64, width func(rune) float64) (string, int) {
	sum := func(s string) (n float64) {
		for _, r := range s {
			n += width(r)
		}
		return n
	}
	if sum(s) <= room {
		return s, utf8.RuneCountInString(s)
	}
	head := strings.TrimRight(s, "0123456789")
	tail := s[len(head):]
	room -= sum(more)
	first, _ := utf8.DecodeRuneInString(s)
	if tail == s || sum(tail)+width(first) > room {
		head, tail = s, ""
	}
	room -= sum(tail)
	letters := 0
	for i, r := range head {
		if room -= width(r); room < 0 {
			return strings.TrimRight(head[:i], " ") + more + tail, letters
		}
		letters++
	}
	return head + more + tail, letters
}

// Number returns the digits at the end of a name: "1" of "thread 1".
func Number(s string) string { return s[len(strings.TrimRight(s, "0123456789")):] }

// Cells returns the number of terminal columns of a character: 0 for combining characters, 2 for most East Asian
// characters and for emoji, else 1.
func Cells(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me), r == 0x200D:
		return 0
	case r < 0x1100:
		return 1
	case r <= 0x115F, r >= 0x2E80 && r <= 0xA4CF, r >= 0xAC00 && r <= 0xD7A3, r >= 0xF900 && r <= 0xFAFF,
		r >= 0xFE30 && r <= 0xFE6F, r >= 0xFF00 && r <= 0xFF60, r >= 0xFFE0 && r <= 0xFFE6,
		r >= 0x1F300 && r <= 0x1FAFF, r >= 0x20000 && r <= 0x3FFFD:
		return 2
	}
	return 1
}
