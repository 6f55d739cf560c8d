package svg

import (
	"strings"

	"overlap/chart/words"
)

// em is how wide a character is in a usual sans serif, in hundredths of the font's size. A guess on the
// wide side: without it a label that does not fit would be found only by drawing it.
func em(r rune) int {
	switch {
	case r >= 0x1100 && words.Cells(r) == 2:
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
	short, letters := words.Shorten(s, "…", width, func(r rune) float64 { return float64(em(r)) * size / 100 })
	if short != s && letters < words.LeastLetters {
		return ""
	}
	return short
}
