//go:build js && wasm

package page

import (
	"math"
	"sort"
	"strconv"
	"time"

	"overlap/site/view"
)

// player is the playhead and what the page shows of it.
type player struct {
	view.Playback
	frames int           // counts how often playing began; only the last chain of frames continues
	last   time.Duration // time of the previous frame
	passed int           // how many instants the playhead had passed when the panels were written
	shown  view.Playback // as the transport shows it
}

// fitPlayback adapts the playback to a run that has just been drawn.
func (p *Page) fitPlayback() {
	length := view.Longest(p.picture.results)
	from, to := p.picture.layout.Window()
	p.player.Playback = p.player.WithRun(length, from, to)
	p.player.Lasts = p.state.Lasts
	if !p.player.Playing {
		p.state.At = p.player.At
	}
	if scrub := asField(byID("scrub")); scrub != nil {
		scrub.SetMin(strconv.FormatInt(int64(p.player.From), 10))
		scrub.SetMax(strconv.FormatInt(int64(p.player.To), 10))
	}
	p.player.passed = -1
	p.showPlayhead()
}

// setPlayback replaces the playback, and starts or stops the frames.
func (p *Page) setPlayback(to view.Playback) {
	began := to.Playing && !p.player.Playing
	p.player.Playback = to
	p.closeGuess()
	p.showPlayhead()
	switch {
	case began:
		p.player.frames++
		p.player.last = 0
		p.nextFrame(p.player.frames)
	case !to.Playing:
		p.state.At = to.At
		p.writeAddressSoon()
	}
}

// nextFrame moves the playhead in the next frame, and so on while the run plays.
func (p *Page) nextFrame(chain int) {
	p.frame(func(at time.Duration) {
		pl := &p.player
		if chain != pl.frames || !pl.Playing {
			return
		}
		dt := at - pl.last
		if pl.last == 0 {
			dt = 0
		}
		pl.last = at
		p.setPlayback(pl.Tick(dt))
		if pl.Playing {
			p.nextFrame(chain)
			return
		}
		p.sayStanding()
	})
}

// showPlayhead shows the playhead's instant in the chart, the scrubber, the time and, when an instant was passed, the panel.
func (p *Page) showPlayhead() {
	pl := &p.player
	at := pl.Instant()
	for n, veil := range p.picture.playheads {
		veil.SetAttribute("transform", p.picture.layout.PlayheadTransform(n, at))
		if pl.At == view.End {
			veil.SetAttribute("visibility", "hidden")
		} else {
			veil.SetAttribute("visibility", "visible")
		}
	}
	p.showMoments(pl.At)
	p.showScoreSoFar(pl.At)
	if scrub := asField(byID("scrub")); scrub != nil {
		scrub.SetValue(strconv.FormatInt(int64(at), 10))
		if !pl.Playing { // a screen reader would read it sixty times a second
			scrub.SetAttribute("aria-valuetext", view.ValueText(p.picture.results, at))
		}
	}
	byIDOrDetached("time").SetTextContent(view.Clock(at, pl.Length))
	p.showPlayState()
	if !pl.Playing {
		p.showPast()
	}
	seen := math.MaxInt
	if pl.At != view.End {
		instants := p.instants()
		seen = sort.Search(len(instants), func(i int) bool { return instants[i] > at })
	}
	if seen != pl.passed {
		p.showGuess()
		pl.passed = seen
		p.fillPanel()
	}
}

// showPlayState shows whether the run plays, and how long that lasts.
func (p *Page) showPlayState() {
	pl := &p.player
	if pl.shown.Playing == pl.Playing && pl.shown.Lasts == pl.Lasts {
		return
	}
	pl.shown = pl.Playback
	byIDOrDetached("play").SetTextContent(view.PlayLabel(pl.Playing))
	if s := asField(byID("lasts")); s != nil {
		s.SetValue(view.PlayTimeText(pl.Lasts))
	}
}

// setLasts sets how long playing lasts, and writes it into the address.
func (p *Page) setLasts(lasts time.Duration) {
	p.state.Lasts = lasts
	p.player.Lasts = lasts
	p.showPlayState()
	p.writeAddressSoon()
}

// step moves the playhead by a step, and says to a screen reader where that leads.
func (p *Page) step(to view.Playback) {
	to.Playing = false
	p.setPlayback(to)
	p.sayStanding()
	p.tell("step", map[string]any{"at": int(p.player.Instant())})
}

// sayStanding says where the playhead stands: at the end what the run came to, else what happens. Nothing is said while the
// run plays.
func (p *Page) sayStanding() {
	if p.picture.forgotten {
		return
	}
	if pl := &p.player; pl.At == view.End {
		p.heard.SetTextContent(view.Conclusion(p.picture.results))
	} else {
		p.heard.SetTextContent(view.Standing(p.picture.layout.Scene, pl.At))
	}
}

// instants returns where single steps stop.
func (p *Page) instants() []time.Duration {
	pic := &p.picture
	if pic.instants == nil {
		pic.instants = pic.layout.Instants()
	}
	return pic.instants
}

// milestones returns where the steps from event to event stop.
func (p *Page) milestones() []time.Duration {
	pic := &p.picture
	if pic.milestones == nil {
		pic.milestones = pic.layout.Milestones()
	}
	return pic.milestones
}

// pauseAt pauses at an instant.
func (p *Page) pauseAt(at time.Duration) {
	to := p.player.Seek(p.player.Near(at))
	to.Playing = false
	p.setPlayback(to)
}
