//go:build js && wasm

package page

import "overlap/site/view"

// sequenceTab is the ID of its tab.
const sequenceTab = "sequence"

// sequence is the picture of who does what to whom.
type sequence struct {
	view.Sequences
	html string // as it is shown
}

// showSequence shows the picture once the code is there that draws it.
func (p *Page) showSequence() {
	p.withCode("sequence", func() {
		if p.state.Tab == sequenceTab && p.picture.results != nil && !p.picture.forgotten {
			p.writeSequence()
		}
	}, func() {
		byIDOrDetached("sequence").SetInnerHTML(`<p class="empty">What draws this could not be loaded. Check the connection and open the tab again.</p>`)
	})
}

// writeSequence writes the picture, and keeps its table open and what happens now in sight.
func (p *Page) writeSequence() {
	pic, in := &p.picture, byIDOrDetached("sequence")
	p.unfold(view.CodeVariant(pic.results, p.player.At, p.state.Variant))
	html := p.sequence.Sequence(pic.results, p.state, p.player.At, pic.width)
	if html == p.sequence.html {
		return
	}
	p.sequence.html = html
	open := asElement(in.Call("querySelector", "details[open]")) != nil
	in.SetInnerHTML(html)
	if details := asElement(in.Call("querySelector", "details")); details != nil {
		details.Set("open", open)
	}
	now := asElement(in.Call("querySelector", ".chart-lit-now"))
	if now == nil {
		return
	}
	for _, box := range []element{closest(in, "[role=tabpanel]"), byIDOrDetached("bench")} {
		outer, inner := box.GetBoundingClientRect(), now.GetBoundingClientRect()
		if over := inner.Bottom() - outer.Bottom(); over > -30 || inner.Top() < outer.Top() {
			box.Set("scrollTop", box.Get("scrollTop").Float()+inner.Top()-outer.Top()-outer.Height()/3)
		}
	}
}
