package view

import (
	"strconv"
	"strings"
	"time"

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
// address are a picture that somebody wanted to show, and declined is the reader's own wish.
func (st State) Asks(declined bool) bool {
	return st.Guess == askGuess || st.Guess == "" && !declined && st.At == End && st.Variants == nil && st.Settings() == ""
}

// Question returns what asks a reader to guess, "" where these results leave nothing to ask. It is disabled until the program
// runs.
func Question(rs *scenarios.Results) string {
	g := rs.Guess()
	if g.Ask == "" {
		return ""
	}
	answer := choices(g)
	if g.Choices == nil {
		answer = `<input type="range" id="guess-at" aria-label="Your guess" min="0"` + attr("max", strconv.Itoa(guessStops)) +
			attr("value", strconv.Itoa(guessStops/2)) + attr("aria-valuetext", GuessText(rs, guessStops/2)) +
			`><output id="guess-time" for="guess-at">` + GuessText(rs, guessStops/2) + "</output>" +
			button("guess", "Show me", ` class="primary"`)
	}
	return `<fieldset class="question" disabled><legend>Guess first</legend><p>` + esc(g.Ask) + longestOf(rs, g) + `</p><div class="answers">` + answer +
		button("skip-guess", "Skip", ` class="quiet"`) + button("decline-guesses", "Never ask", ` class="quiet"`) + "</div></fieldset>"
}

func choices(g scenarios.Guess) string {
	list := ""
	for i, c := range g.Choices {
		list += button("guess", c, attr("value", strconv.Itoa(i+1)))
	}
	return list
}

// longestOf says how long the axis is on which the reader points, because of which variant.
func longestOf(rs *scenarios.Results, g scenarios.Guess) string {
	if g.Choices != nil {
		return ""
	}
	for _, r := range rs.List {
		if r.Total == Longest(rs) && r.Variant.Name != g.Variant {
			return " <span>“" + esc(r.Variant.Title) + "” takes " + quantity.Duration(r.Total) + ".</span>"
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
	case off <= g.At/20:
		praise = "Right, it is at " + quantity.Duration(g.At)
	case off <= g.At/4:
		praise = "Close, it is at " + quantity.Duration(g.At)
	}
	return quantity.Duration(at), praise
}

func verdict(first, rest string) string {
	return `<p class="verdict"><strong>` + esc(first) + "</strong> " + esc(rest) + "</p>"
}

// durationText returns a duration as an address has it. The micro sign would be six characters of hexadecimal there.
func durationText(d time.Duration) string { return strings.ReplaceAll(d.String(), "µs", "us") }
