package svg

import (
	"strings"

	"overlap/chart/words"
)

// em estimates the width of a character in a common sans serif, in hundredths of the font's size, rather too wide than too
// narrow. No font can be measured here, because the picture is also drawn without a browser.
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

// bold is the factor by which bold text is wider.
const bold = 1.15

func boldWidth(s string, size float64) float64 { return textWidth(s, size*bold) }

// fit returns s, shortened to a width if necessary, or "" if too few letters would be left.
func fit(s string, size, width float64) string {
	short, letters := words.Shorten(s, "…", width, func(r rune) float64 { return float64(em(r)) * size / 100 })
	if short != s && letters < words.LeastLetters {
		return ""
	}
	return short
}
