package view

import (
	"strconv"
	"strings"
	"time"

	"overlap/chart/svg"
	"overlap/quantity"
	"overlap/scenarios"
)

// What State.Guess is besides a reader's guess, which is a time ("560ms") or the number of a choice ("2").
const (
	askGuess = "ask" // the page asks, whatever the settings are
	noGuess  = "off" // the page does not ask
)

func (st *State) setGuess(text string) (allowed string) {
	d, err := time.ParseDuration(text)
	n, noNumber := strconv.Atoi(text)
	switch {
	case text == askGuess || text == noGuess, noNumber == nil && n >= 1 && n <= scenarios.MaxChoices:
		st.Guess = text
	case err == nil && d >= 0:
		st.Guess = durationText(d)
	default:
		return "a time such as 235ms, the number of a choice, ask or off"
	}
	return ""
}

// Asks reports whether a page that opens in this state asks the reader to guess before it shows the run. Settings in the
// address are a picture that somebody wanted to show, and declined is the reader's own wish; an exam asks in spite of both.
func (st State) Asks(declined bool) bool {
	if st.Exam {
		return st.Guess == "" || st.Guess == askGuess || st.Guess == noGuess
	}
	return st.Guess == askGuess || st.Guess == "" && !declined && st.At == End && st.Variants == nil && st.Settings() == ""
}

// Question returns what asks a reader to guess, "" where these results leave nothing to ask. It is disabled until the program
// runs. A slider stands at the end of the axis, which is never the answer, and in the middle may be.
func Question(rs *scenarios.Results) string {
	g := rs.Guess()
	if g.Ask == "" {
		return ""
	}
	answer := choices(g)
	if g.Choices == nil {
		answer = `<input type="range" id="guess-at" aria-label="Your guess" min="0"` + attr("max", strconv.Itoa(guessStops)) +
			attr("value", strconv.Itoa(guessStops)) + attr("aria-valuetext", GuessText(rs, guessStops)) +
			`><output id="guess-time" for="guess-at">` + GuessText(rs, guessStops) + "</output>" +
			button("guess", "Show me", ` class="primary"`)
	}
	return `<fieldset class="question" disabled><legend>Guess first</legend><p>` + esc(g.Ask) + scale(rs, g) + `</p><div class="answers">` + answer +
		button("skip-guess", "Skip", ` class="quiet"`) + button("decline-guesses", "Never ask", ` class="quiet"`) + "</div></fieldset>"
}

func choices(g scenarios.Guess) string {
	list := ""
	for i, c := range g.Choices {
		list += button("guess", c, attr("value", strconv.Itoa(i+1)))
	}
	return list
}

// scale says how long the axis is on which the reader points, because of which variant.
func scale(rs *scenarios.Results, g scenarios.Guess) string {
	if i := longestBeside(rs, g); i >= 0 {
		return " <span>“" + esc(rs.List[i].Variant.Title) + "” takes " + quantity.Duration(rs.List[i].Total) + ".</span>"
	}
	return ""
}

// longestBeside returns the index of a variant that takes longer than any that gives the answer away, −1 where the question is
// no time.
func longestBeside(rs *scenarios.Results, g scenarios.Guess) int {
	for i, r := range rs.List {
		if g.Variant != "" && g.Variant != r.Variant.Name && r.Total == Longest(rs) && r.Total > g.At {
			return i
		}
	}
	return -1
}

// ShownBeside returns the index of the variant that a page may show while it asks, −1 for none.
func ShownBeside(rs *scenarios.Results) int { return longestBeside(rs, rs.Guess()) }

// GuessFlag returns the flag of a guess on the axis of its variant, "" for a guess that is no time.
func GuessFlag(rs *scenarios.Results, l *svg.Layout, guess string) string {
	g := rs.Guess()
	at, err := time.ParseDuration(guess)
	if err != nil || g.Variant == "" {
		return ""
	}
	for i, r := range rs.List {
		if r.Variant.Name == g.Variant {
			return l.Flag(i, at, "your guess "+quantity.Duration(at))
		}
	}
	return ""
}

// guessStops is how many places the slider of a guess has, besides 0.
const guessStops = 200

// GuessText returns the time at a stop of the slider as the page shows it.
func GuessText(rs *scenarios.Results, stop int) string { return quantity.Duration(guessAt(rs, stop)) }

// GuessValue returns that time as State.Guess has it.
func GuessValue(rs *scenarios.Results, stop int) string { return durationText(guessAt(rs, stop)) }

// GuessStop returns the stop of the slider at a place of the picture, −1 where the question is no time.
func GuessStop(rs *scenarios.Results, l *svg.Layout, x float64) int {
	g := rs.Guess()
	for i, r := range rs.List {
		if r.Variant.Name == g.Variant {
			return int(l.XToTime(i, x) * guessStops / max(Longest(rs), 1))
		}
	}
	return -1
}

// guessAt returns that time, in the round figures in which somebody guesses.
func guessAt(rs *scenarios.Results, stop int) time.Duration {
	at := Longest(rs) * time.Duration(stop) / guessStops
	grain := time.Nanosecond
	for grain*10 <= Longest(rs)/guessStops {
		grain *= 10
	}
	return at.Round(grain)
}

// Verdict returns what is said of a reader's guess, in a friendly way: "" where State.Guess is no answer to the question. Before
// the playhead is at the end it only repeats the guess.
func Verdict(rs *scenarios.Results, guess string, over bool) string {
	g := rs.Guess()
	said, right := answered(g, guess)
	switch {
	case said == "":
		return ""
	case !over:
		return verdict("You said "+said+".", "")
	case right != "":
		return verdict(right+":", "you said "+said+".")
	case g.Choices != nil:
		return verdict("You said "+said+".", "It is “"+g.Choices[g.Right]+"”.")
	}
	at, _ := time.ParseDuration(guess)
	how := quantity.Factor(at, g.At) + " sooner"
	if at < g.At {
		how = quantity.Factor(g.At, at) + " later"
	}
	if at == 0 {
		how = "later"
	}
	return verdict("You said "+said+".", "It is at "+quantity.Duration(g.At)+": "+how+" than you thought.")
}

// answered returns a guess as people write it, and what praises it: "" unless it is right, or nearly.
func answered(g scenarios.Guess, guess string) (said, praise string) {
	if n, err := strconv.Atoi(guess); err == nil && n > 0 && n <= len(g.Choices) {
		if n-1 == g.Right {
			praise = "Right"
		}
		return "“" + g.Choices[n-1] + "”", praise
	}
	at, err := time.ParseDuration(guess)
	if err != nil || g.Ask == "" || g.Choices != nil {
		return "", ""
	}
	switch off := max(at-g.At, g.At-at); {
	case off <= g.Tolerance():
		praise = "Right, it is at " + quantity.Duration(g.At)
	case off <= g.At*nearWithin/100:
		praise = "Close, it is at " + quantity.Duration(g.At)
	}
	return quantity.Duration(at), praise
}

// nearWithin is how far off, in percent of the time in question, a guess may be that is near.
const nearWithin = 25

// PassPoints is how many points of 100 pass where guesses are marked: only those that are right have them.
const PassPoints = 80

// Points returns what a guess is worth where it is marked, out of 100: all of them for one that is right, half for one that is near.
// ok is false for what is no answer to the question.
func Points(rs *scenarios.Results, guess string) (points int, ok bool) {
	said, praise := answered(rs.Guess(), guess)
	switch {
	case strings.HasPrefix(praise, "Right"):
		points = 100
	case praise != "":
		points = 50
	}
	return points, said != ""
}

// Answer returns the right answer to the question, as State.Guess has it.
func Answer(rs *scenarios.Results) string {
	g := rs.Guess()
	if g.Choices != nil {
		return strconv.Itoa(g.Right + 1)
	}
	return durationText(g.At)
}

// Marking says to those who are asked how a guess is marked: the time of something, and a choice.
func Marking() (time, choice string) {
	const once = " The first answer counts."
	right := strconv.Itoa(int(scenarios.Guess{At: 100}.Tolerance()))
	return "Graded: 100 points within " + right + " % of the time, which pass, and 50 within " + strconv.Itoa(nearWithin) + " %." + once,
		"Graded: 100 points for the right answer, none for another." + once
}

func verdict(first, rest string) string {
	return `<p class="verdict"><strong>` + esc(first) + "</strong> " + esc(rest) + "</p>"
}

// durationText returns a duration as an address has it. The micro sign would be six characters of hexadecimal there.
func durationText(d time.Duration) string { return strings.ReplaceAll(d.String(), "µs", "us") }
