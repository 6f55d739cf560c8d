package quantity

import (
	"strconv"
	"strings"
	"time"
)

// Exact formats d as Duration does, but rounds nothing: "250 ms", "1.2345 s" or "1 min 40 s". Fields and axes show it,
// because what stands there is read back or has neighbours that differ in the last digit.
func Exact(d time.Duration) string {
	switch {
	case d < 0:
		return "−" + Exact(-d)
	case d == 0:
		return "0 s"
	case d < time.Microsecond:
		return strconv.Itoa(int(d)) + " ns"
	case d < time.Millisecond:
		return decimal(d, time.Microsecond) + " µs"
	case d < time.Second:
		return decimal(d, time.Millisecond) + " ms"
	}
	var parts []string
	if n := d / time.Hour; n > 0 {
		parts = append(parts, Count(int(n))+" h")
	}
	if n := d % time.Hour / time.Minute; n > 0 {
		parts = append(parts, strconv.Itoa(int(n))+" min")
	}
	if rest := d % time.Minute; rest > 0 {
		parts = append(parts, decimal(rest, time.Second)+" s")
	}
	return strings.Join(parts, " ")
}

func decimal(d, unit time.Duration) string {
	return strconv.FormatFloat(float64(d)/float64(unit), 'f', -1, 64)
}

// Unit returns the unit at the end of a formatted duration, such as "ms", "" when there is none.
func Unit(text string) string {
	text = strings.TrimSpace(text)
	return text[len(strings.TrimRight(text, "abcdefghijklmnopqrstuvwxyzµμ")):]
}

// WithUnit adds a unit to a number that has none: "400" becomes "400 ms".
func WithUnit(text, unit string) string {
	if text = strings.TrimSpace(text); text == "" || Unit(text) != "" {
		return text
	}
	return text + " " + unit
}

// ParseDuration reads a duration as people write it: "400 ms", "0.4s", "1 min 40 s", "1m40s" or "1,500 ms".
func ParseDuration(text string) (d time.Duration, ok bool) {
	text = Plain(text)
	for _, w := range [][2]string{{"min", "m"}, {"sec", "s"}, {"−", "-"}} {
		text = strings.ReplaceAll(text, w[0], w[1])
	}
	d, err := time.ParseDuration(text)
	return d, err == nil
}

// Plain removes what only helps the eye: blanks, and commas between thousands.
func Plain(text string) string {
	for _, blank := range []string{" ", "\u00a0", "\u202f"} {
		text = strings.ReplaceAll(text, blank, "")
	}
	whole, rest := text, ""
	if i := strings.IndexFunc(text, func(r rune) bool { return r != ',' && (r < '0' || r > '9') }); i >= 0 {
		whole, rest = text[:i], text[i:]
	}
	if n := strings.ReplaceAll(whole, ",", ""); whole == thousands(n) {
		whole = n
	}
	return whole + rest
}
