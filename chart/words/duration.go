// Package words says what scenes show: a sentence with the conclusion, a table for those who cannot see the picture,
// and the words that pictures have in common. Its functions are pure: the same scenes give the same text on every machine.
package words

import (
	"time"

	"overlap/quantity"
)

// Duration returns d for people, as package quantity writes it.
func Duration(d time.Duration) string { return quantity.Duration(d) }

// Times returns a factor for people, as package quantity writes it.
func Times(x float64) string { return quantity.Times(x) }

// Digits returns x ≥ 0 with three significant digits, as package quantity writes it.
func Digits(x float64) string { return quantity.Digits(x) }

// Count returns a number with its thousands apart, as package quantity writes it.
func Count(n int) string { return quantity.Count(n) }
