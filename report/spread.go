package report

import (
	"slices"
	"strconv"
	"strings"
)

// Spread is what runs came to in the same words, with other numbers.
type Spread struct {
	Runs      int
	Seed      uint64   // of the first of these runs
	words     []string // around the numbers
	low, high []amount
}

// amount is a number as it was written, with its unit.
type amount struct {
	text  string
	value float64 // of a time in seconds
	timed bool
}

// Spreads are those of all runs, in the order in which they came first.
type Spreads []*Spread

// mostSpreads bounds them: texts that differ in their words, too, spread no more.
const mostSpreads = 20

func (s *Spreads) add(text string, seed uint64) {
	words, amounts := cutAmounts(text)
	for _, x := range *s {
		if slices.Equal(x.words, words) && slices.EqualFunc(x.low, amounts, func(a, b amount) bool { return a.timed == b.timed }) {
			x.Runs++
			for i, a := range amounts {
				if a.value < x.low[i].value {
					x.low[i] = a
				}
				if a.value > x.high[i].value {
					x.high[i] = a
				}
			}
			return
		}
	}
	if len(*s) < mostSpreads {
		*s = append(*s, &Spread{Runs: 1, Seed: seed, words: words, low: amounts, high: slices.Clone(amounts)})
	}
}

// Text returns the words with the least and the greatest of their numbers: "13 to 28 of 40 lost".
func (s *Spread) Text() string {
	text := s.words[0]
	for i := range s.low {
		text += s.low[i].text
		if s.low[i].text != s.high[i].text {
			text += " to " + s.high[i].text
		}
		text += s.words[i+1]
	}
	return text
}

// units are those of time, in seconds. Any other unit belongs to the words.
var units = [...]struct {
	name string
	of   float64
}{{" ns", 1e-9}, {" µs", 1e-6}, {" ms", 1e-3}, {" min", 60}, {" s", 1}, {" h", 3600}}

// cutAmounts cuts a text into its numbers and the words around them.
func cutAmounts(text string) (words []string, amounts []amount) {
	from := 0
	for i := 0; i < len(text); i++ {
		if !isDigit(text[i]) || i > from && isLetter(text[i-1]) { // "p99" is a name
			continue
		}
		a := amountAt(text[i:])
		words, amounts = append(words, text[from:i]), append(amounts, a)
		from = i + len(a.text)
		i = from - 1
	}
	return append(words, text[from:]), amounts
}

// amountAt reads the amount that a text begins with, such as "1,054", "568 ms" or "2 min 5 s".
func amountAt(text string) amount {
	n := 0
	for n < len(text) && (isDigit(text[n]) || (text[n] == '.' || text[n] == ',') && n+1 < len(text) && isDigit(text[n+1])) {
		n++
	}
	value, _ := strconv.ParseFloat(strings.ReplaceAll(text[:n], ",", ""), 64)
	for _, u := range units {
		rest, is := strings.CutPrefix(text[n:], u.name)
		if !is || rest != "" && isLetter(rest[0]) {
			continue
		}
		n += len(u.name)
		a := amount{text[:n], value * u.of, true}
		if len(rest) > 1 && rest[0] == ' ' && isDigit(rest[1]) && u.of >= 60 {
			more := amountAt(rest[1:])
			a.text, a.value = text[:n+1+len(more.text)], a.value+more.value
		}
		return a
	}
	return amount{text: text[:n], value: value}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
