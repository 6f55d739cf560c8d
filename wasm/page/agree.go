//go:build js && wasm

package page

// onStorage takes over what the reader chose in another tab of the site: the language of listings, and whether pages ask to guess.
func (p *Page) onStorage(e event) {
	switch e.Get("key").String() {
	case goKey:
		kept := "py"
		if local(goKey) {
			kept = "go"
		}
		p.state.ReadIn(kept)
		p.showTab(p.state.Tab)
		p.fillPanel()
		p.writeAddressSoon()
	case guessKey:
		p.showDeclined()
		if guessesDeclined() {
			p.closeGuess()
		}
	}
}

// showDeclined shows in the list of keys whether pages ask to guess.
func (p *Page) showDeclined() {
	if on := asField(byID("guesses-on")); on != nil {
		on.SetChecked(!guessesDeclined())
	}
}
