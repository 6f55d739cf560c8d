package chart

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean replaces what neither XML nor a terminal may be given: control characters, invisible ones that
// reverse the text around them, and bytes that are no UTF-8. Names and labels come from other people's scenarios.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || r == 0xFFFE || r == 0xFFFF || unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return '\uFFFD'
		}
		return r
	}, s)
}

// appendEscaped appends cleaned text as it stands in XML, between tags or between double quotes.
func appendEscaped(b []byte, s string) []byte {
	for _, r := range clean(s) {
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

// em is how wide a character is in a usual sans serif, in hundredths of the font's size. A guess on the
// wide side: without it a label that does not fit would be found only by drawing it.
func em(r rune) int {
	switch {
	case r >= 0x1100 && cells(r) == 2:
		return 100
	case strings.ContainsRune("ijlIft.,:;'|!()[] ·", r):
		return 34
	case strings.ContainsRune("mwMW%@—…", r):
		return 92
	case r >= 'A' && r <= 'Z':
		return 70
	}
	return 60
}

// textWidth estimates the width of s in pixels at a font size.
func textWidth(s string, size float64) float64 {
	sum := 0
	for _, r := range s {
		sum += em(r)
	}
	return float64(sum) * size / 100
}

// bold is how much wider bold text is.
const bold = 1.15

func boldWidth(s string, size float64) float64 { return textWidth(s, size*bold) }

// fit returns s, or as much of it as fits into a width, or "" when that would say too little.
func fit(s string, size, width float64) string {
	short, letters := shorten(s, "…", width, func(r rune) float64 { return float64(em(r)) * size / 100 })
	if short != s && letters < leastLetters {
		return ""
	}
	return short
}

// leastLetters is how much of a text's beginning must be there to name anything.
const leastLetters = 3

// shorten returns s, or its beginning with more behind it, in a room that width measures, and how many letters
// of its beginning are there. A number at the end is kept: it is what tells "customer 1" from "customer 2".
func shorten(s, more string, room float64, width func(rune) float64) (string, int) {
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

// number returns the digits at the end of a name: "1" of "thread 1".
func number(s string) string { return s[len(strings.TrimRight(s, "0123456789")):] }

// cells returns how many columns a terminal gives a character: none for what is set upon the one before,
// two for most of what is written in East Asia and for emoji.
func cells(r rune) int {
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
