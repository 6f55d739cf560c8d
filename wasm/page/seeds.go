//go:build js && wasm

package page

import "strconv"

// setSeeds runs many seeds and shows what they come to, or shows that no longer. Going back in the history undoes it.
func (p *Page) setSeeds(on bool) {
	p.writeAddress("replaceState")
	p.state.Seeds = on
	p.writeAddress("pushState")
	p.beginAsked()
	if byIDOrDetached("many-seeds").Focus(); on {
		byIDOrDetached("seeds").Call("scrollIntoView")
	}
}

// runSeeds runs many seeds if the reader wants that, unless it is known what they come to, and then what is left to run.
func (p *Page) runSeeds() {
	switch {
	case !p.state.Seeds:
		p.seeds = nil
		p.showSeeds("")
		p.runSweep()
	case p.seeds == nil || !p.seeds.Are(p.state):
		asked := p.seeds == nil
		p.seeds = p.state.SeedRuns(func() {
			byIDOrDetached("seeds-done").SetAttribute("value", strconv.Itoa(p.seeds.Done()))
		})
		p.showSeeds(p.seeds.Running())
		p.start(p.seeds, func() {
			p.showSeeds(p.seeds.Sum(min(p.picture.width, seedsWidth)))
			if asked || p.toSeeds {
				p.revealSeeds()
			}
			p.runSweep()
		})
	default:
		if p.toSeeds {
			p.revealSeeds()
		}
		p.runSweep()
	}
}

// revealSeeds has what many seeds came to in sight.
func (p *Page) revealSeeds() {
	revealBelow(byIDOrDetached("seeds"), p.toSeeds)
	p.toSeeds = false
}

// seedsWidth is the largest width of the picture of many seeds, in CSS pixels.
const seedsWidth = 640

func (p *Page) showSeeds(html string) { byIDOrDetached("seeds").SetInnerHTML(html) }
