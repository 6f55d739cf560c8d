//go:build js && wasm

package page

import (
	"strconv"

	"overlap/site/view"
)

// guesses is the question that a page asks before it shows its run.
type guesses struct {
	open  bool   // the question is asked, and the run is hidden
	asked bool   // it was asked once since the page was loaded
	html  string // the inside of the question's element
}

// openGuess asks the reader to guess where the state wants that.
func (p *Page) openGuess() {
	p.showDeclined()
	asks := byID("guess") != nil && p.state.Asks(guessesDeclined() || p.embedded) // in a picture of theirs teachers ask
	p.guesses.open = asks && (!p.guesses.asked || p.state.Guess != "") || p.guesses.open && p.state.Exam
	p.guesses.asked = p.guesses.asked || p.guesses.open
}

// closeGuess shows the run without a guess: the reader has begun with something else. An exam waits for the answer.
func (p *Page) closeGuess() {
	if p.guesses.open && !p.state.Exam {
		p.guesses.open = false
		p.showGuess()
	}
}

// showGuess shows the question, what came of the guess, or nothing. While the question stands the styles hide the run.
func (p *Page) showGuess() {
	rs, html := p.picture.results, ""
	if rs == nil || p.picture.forgotten {
		return
	}
	if p.guesses.open {
		html = view.Question(rs)
		p.guesses.open = html != ""
	}
	markOpen(p.guesses.open)
	if !p.guesses.open {
		html = view.Verdict(rs, p.state.Guess, p.player.At == view.End)
	}
	if html == p.guesses.html {
		return
	}
	p.guesses.html = html
	byIDOrDetached("guess").SetInnerHTML(html)
	p.enable()
}

// drawGuess draws the guess that was made, or is being made, on the axis of its variant.
func (p *Page) drawGuess() {
	rs, l := p.picture.results, p.picture.layout
	if old := asElement(p.chart.Call("querySelector", ".chart-flag")); old != nil {
		old.Call("remove")
	}
	guess := p.state.Guess
	if p.guesses.open {
		guess = p.sliderGuess()
		if i := view.ShownBeside(rs); i >= 0 {
			for n, e := range elements(p.chart.Value, ".chart-panel") { // each has its rows in one, and what is written beside them in another
				if n%len(rs.List) == i {
					e.Get("classList").Call("add", "known")
				}
			}
		}
	}
	if flag := view.GuessFlag(rs, l, guess); flag != "" {
		p.chart.Call("querySelector", ".timeline svg").Call("insertAdjacentHTML", "beforeend", flag)
	}
}

// sliderGuess returns the time that the question's slider is at, "" when the question is no time.
func (p *Page) sliderGuess() string {
	slider := asField(byID("guess-at"))
	if slider == nil {
		return ""
	}
	stop, _ := strconv.Atoi(slider.Value())
	return view.GuessValue(p.picture.results, stop)
}

// markOpen tells the styles whether the question stands.
func markOpen(open bool) {
	main := asElement(document().Call("querySelector", "main"))
	if open {
		main.SetAttribute("data-guess", "open")
	} else {
		main.RemoveAttribute("data-guess")
	}
}

// guessMoved shows the time at the slider of a guess.
func (p *Page) guessMoved(slider field) {
	stop, _ := strconv.Atoi(slider.Value())
	text := view.GuessText(p.picture.results, stop)
	slider.SetAttribute("aria-valuetext", text)
	p.drawGuess()
	byIDOrDetached("guess-time").SetTextContent(text)
}

// pointGuess moves the slider of a guess to where the reader points at the picture with the button down.
func (p *Page) pointGuess(buttons int) {
	slider := asField(byID("guess-at"))
	if buttons&1 == 0 || slider == nil || p.pointed.svg == nil {
		return
	}
	x, _ := p.pointed.inside(p.picture.layout)
	if stop := view.GuessStop(p.picture.results, p.picture.layout, x); stop >= 0 {
		slider.SetValue(strconv.Itoa(stop))
		p.guessMoved(slider)
	}
}

// keyInGuess has Enter on the slider of a guess be a press of the button beside it.
func (p *Page) keyInGuess(k key, at element) bool {
	if at.ID() != "guess-at" || k.Key() != "Enter" {
		return false
	}
	p.guess(asElement(closest(at, ".answers").Call("querySelector", "[data-action=guess]")))
	return true
}

// guess takes what the reader guessed, and plays the run. Readers who want less motion see its end at once.
func (p *Page) guess(b element) {
	choice := b.GetAttribute("value")
	if choice == "" {
		choice = p.sliderGuess()
	}
	p.state.Guess = choice
	p.guesses.open = false
	p.drawGuess()
	to := p.player.Seek(view.End)
	if !matchesMedia("(prefers-reduced-motion: reduce)") {
		to = to.Toggle()
	}
	p.setPlayback(to)
	p.showGuess()
	p.writeAddress("replaceState")
	p.tellGuess()
	byIDOrDetached("play").Focus()
}

// declineGuesses closes the question, and asks none again in this browser, or asks again.
func (p *Page) declineGuesses(yes bool) {
	p.closeGuess()
	setLocal(guessKey, yes)
	p.showDeclined()
	if yes {
		p.showStatus("No scenario will ask you to guess. The list of keys, ?, has the switch.")
	}
}

// guessKey is where the browser keeps that the reader declines to guess. It is no setting of a scenario, which the store would
// keep, and the page's script reads it before the program is there.
const guessKey = "overlap-no-guess"

func guessesDeclined() bool { return local(guessKey) }
