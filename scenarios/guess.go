package scenarios

import "time"

// Guess is a question to a reader who has not seen results yet, and the answer that the results give.
type Guess struct {
	Ask     string        // a sentence that ends with a question mark
	Variant string        // whose time axis the answer lies on, where the question is when; "" where it is which
	At      time.Duration // the answer, where the question is when: from the variant's start
	Choices []string      // the answers to choose from, where the question is which: MaxChoices at most
	Right   int           // index of the answer in Choices
}

// Tolerance returns how far a guess may be from the answer and still be right, where the question is when: 5 %.
func (g Guess) Tolerance() time.Duration { return g.At / 20 }

// MaxChoices is how many answers a guess may have.
const MaxChoices = 4

// Guess has a reader guess when a variant ends, before its run is shown. The time should be less than that of another
// variant, because the axis on which the reader points ends with the longest.
func (d *Declaration) Guess(variant, ask string) {
	d.GuessWhen(variant, ask, func(rs *Results) time.Duration { return rs.Ran(variant).Total })
}

// GuessWhen has a reader guess when something happens in a variant. at returns a negative time where it does not happen.
func (d *Declaration) GuessWhen(variant, ask string, at func(*Results) time.Duration) {
	d.guess = func(rs *Results) Guess {
		if rs.Well(variant) == nil {
			return Guess{}
		}
		g := Guess{Ask: ask, Variant: variant, At: at(rs)}
		if g.At < 0 {
			return Guess{}
		}
		return g
	}
}

// GuessWhich has a reader choose one of the answers. of returns the right one from results, or a text that is none of
// them where it cannot tell; then nobody is asked.
func (d *Declaration) GuessWhich(ask string, of func(*Results) string, choices ...string) {
	d.guess = func(rs *Results) Guess {
		right := of(rs)
		for i, c := range choices {
			if c == right {
				return Guess{Ask: ask, Choices: choices, Right: i}
			}
		}
		return Guess{}
	}
}

// Guess returns the scenario's question about results, the zero Guess where it has none: with these settings, or without
// a variant that the reader has hidden.
func (rs *Results) Guess() Guess {
	if rs.guess == nil {
		return Guess{}
	}
	return rs.guess(rs)
}

// ValueOf returns a function that returns what a variant returned, "" when it did not run or failed. GuessWhich takes it.
func ValueOf(variant string) func(*Results) string {
	return func(rs *Results) string {
		if r := rs.Well(variant); r != nil {
			return r[0].Value
		}
		return ""
	}
}
