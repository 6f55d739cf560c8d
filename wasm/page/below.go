//go:build js && wasm

package page

import (
	"strconv"
	"time"
)

// belowPause is how long a picture or a scrolled window rests before all is looked for that is said of it.
const belowPause = 100 * time.Millisecond

// watchBelow keeps up to date what is said of what is below a window's edge, and what can be seen over the picture. The line below a
// picture takes room from it, and so comes in the same frame: the page is complete then, and is measured as it is laid out.
func (p *Page) watchBelow() {
	p.frame(func(time.Duration) { p.showBelow() })
	p.watchBelowSoon(nil)
}

// watchBelowSoon is watchBelow where nothing has to come at once.
func (p *Page) watchBelowSoon(event) {
	p.setTimer("below", belowPause, func() {
		p.showBelow()
		showMoreControls()
		if l := p.picture.layout; l != nil && !p.picture.forgotten {
			setVisible(byIDOrDetached("wakes"), p.state.Wakes || l.HasWakes())
		}
	})
}

// showBelow has a line below a picture that is cut off: it names the first variant whose picture begins below the lower edge of the
// picture's window. Whether the picture is cut off is measured without the line. The line takes room from the picture and from the controls,
// so that subtracting its height instead would show and hide it in turn.
func (p *Page) showBelow() {
	more, restore := byIDOrDetached("more"), scrolled(p.timeline, byIDOrDetached("bench"))
	setVisible(more, false)
	cut := p.timeline.Get("scrollHeight").Int() - p.timeline.Get("clientHeight").Int()
	setVisible(more, p.whole || cut > leastCut)
	restore()
	text := ""
	if list := p.titlesBelow(); len(list) > 0 {
		text = "▾ " + list[0].TextContent()
		if others := len(list) - 1; others > 0 {
			text += ", and " + strconv.Itoa(others) + " more"
		}
	}
	byIDOrDetached("below").SetTextContent(text)
	p.showAxisBelow()
}

// scrolled returns a function that scrolls windows to where they are now, after they have been larger for a moment.
func scrolled(windows ...element) (restore func()) {
	var at []float64
	for _, w := range windows {
		at = append(at, w.Get("scrollTop").Float())
	}
	return func() {
		for i, w := range windows {
			if w.Get("scrollTop").Float() != at[i] {
				w.Set("scrollTop", at[i])
			}
		}
	}
}

// showAxisBelow repeats an axis of time that is below the picture's window at the window's lower edge: what is in sight can be read there.
func (p *Page) showAxisBelow() {
	axis := ""
	for _, picture := range elements(p.chart.Value, ".timeline svg") {
		if l := p.picture.layout; l != nil {
			_, y := pointed{picture, 0, p.timeline.GetBoundingClientRect().Bottom()}.inside(l)
			axis = l.AxisBelow(y)
		}
	}
	p.write("ticks", axis)
	setVisible(byIDOrDetached("ticks"), axis != "")
}

// leastCut is how many pixels of a picture its padding can hide.
const leastCut = 12

// titlesBelow returns the titles of the panels that begin below the window's lower edge, where the picture fades.
func (p *Page) titlesBelow() (list []element) {
	edge := p.timeline.GetBoundingClientRect().Bottom() - 24
	for _, title := range elements(p.chart.Value, ".chart-title") {
		if title.GetBoundingClientRect().Top() > edge {
			list = append(list, title)
		}
	}
	return list
}

// scrollBelow scrolls the window until the first panel below it begins at its upper edge.
func (p *Page) scrollBelow() {
	if list := p.titlesBelow(); len(list) > 0 {
		scrollToEdge(p.timeline, list[0])
		p.timeline.Focus() // the button goes
	}
}
