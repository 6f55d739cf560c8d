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
	first     []amount // of the first run
	others    bool     // a run has other numbers, not only another order of the first one's
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
			x.others = x.others || !sameNumbers(x.first, amounts)
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
		*s = append(*s, &Spread{Runs: 1, Seed: seed, words: words, low: amounts, high: slices.Clone(amounts), first: slices.Clone(amounts)})
	}
}

// sameNumbers reports whether two lists of one length have the same numbers, in whatever order.
func sameNumbers(a, b []amount) bool {
	times := func(list []amount, value float64) (n int) {
		for i := range list {
			if list[i].value == value {
				n++
			}
		}
		return n
	}
	for _, x := range a {
		if times(a, x.value) != times(b, x.value) {
			return false
		}
	}
	return true
}

// reordered reports whether the runs came to lists of the same numbers in other orders.
func (s *Spread) reordered() bool {
	n := len(s.low)
	list := n > 2 && !slices.ContainsFunc(s.words[1:n], func(w string) bool { return w != ", " })
	return list && !s.others && s.low[0].text != s.high[0].text
}

// Text returns the words with the least and the greatest of their numbers: "13 to 28 of 40 lost". Of lists in other orders it says
// these once.
func (s *Spread) Text() string {
	text := s.words[0]
	if s.reordered() {
		least, most := s.first[0], s.first[0]
		for _, a := range s.first {
			if a.value < least.value {
				least = a
			}
			if a.value > most.value {
				most = a
			}
		}
		return text + least.text + " to " + most.text + s.words[len(s.low)] + " in different orders"
	}
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
