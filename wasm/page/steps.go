//go:build js && wasm

package page

import (
	"strings"

	"overlap/site/view"
)

// step is a link of the lesson or a preset, which sets what a run does.
type step struct {
	link     element
	settings string // as view.State.Settings writes them
	variants string // those that it shows; "" when it does not say
	tab      string // by which the link differs from another with the same settings; "" for none
	current  bool
}

// findSteps finds the page's links to settings, in the order of the document. Those to faults are found with the code of faults.
func (p *Page) findSteps() {
	p.steps = nil
	for _, a := range elements(document(), `a[href^="?"]`) {
		query := a.GetAttribute("href")
		if !p.fetched[faultCode] && view.SetsFaults(query) {
			continue
		}
		state, _ := view.ParseState(p.scenario, query)
		s := step{link: a, settings: state.Settings(), variants: strings.Join(state.Variants, ","), current: a.HasAttribute("aria-current")}
		if strings.Contains(query, "tab=") {
			s.tab = state.Tab
		}
		p.steps = append(p.steps, s)
	}
	for i := range p.steps {
		if s := &p.steps[i]; !p.sharesSettings(i) {
			s.tab = ""
		}
	}
}

// sharesSettings reports whether another link of the lesson has the settings of one.
func (p *Page) sharesSettings(i int) bool {
	for k := range p.steps {
		if k != i && matches(p.steps[k].link, ".lesson *") && p.steps[k].settings == p.steps[i].settings && p.steps[k].variants == p.steps[i].variants {
			return true
		}
	}
	return false
}

// markSteps marks the links whose settings are the present ones, whoever set them. One that differs from another by its tab alone
// is marked while that is shown.
func (p *Page) markSteps() {
	settings, variants := p.state.Settings(), ""
	if p.state.ByLink {
		variants = strings.Join(p.state.Variants, ",")
	}
	for i := range p.steps {
		s := &p.steps[i]
		current := s.settings == settings && s.variants == variants && (s.tab == "" || s.tab == p.state.Tab)
		if current == s.current {
			continue
		}
		if s.current = current; current {
			s.link.SetAttribute("aria-current", "step")
		} else {
			s.link.RemoveAttribute("aria-current")
		}
	}
}

// ownSettings reports whether the present settings are the reader's: neither the defaults nor any link's.
func (p *Page) ownSettings() bool {
	settings := p.state.Settings()
	for _, s := range p.steps {
		if s.settings == settings {
			return false
		}
	}
	return settings != view.NewState(p.scenario).Settings()
}

// linkShows reports whether a link shows the variants of a state, which are not all, with its settings.
func (p *Page) linkShows(state view.State) bool {
	settings, variants := state.Settings(), strings.Join(state.Variants, ",")
	for _, s := range p.steps {
		if variants != "" && s.variants == variants && s.settings == settings {
			return true
		}
	}
	return false
}
