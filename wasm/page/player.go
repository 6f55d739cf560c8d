//go:build js && wasm

package page

import (
	"sort"
	"strconv"
	"time"

	"overlap/site/view"
)

// player moves the playhead.
type player struct {
	view.Playback
	frames int           // counts the times that playing began, so that only the last chain of frames goes on
	last   time.Duration // when the frame before was
	passed int           // how many instants lay behind the playhead when the panels were written
	shown  view.Playback // what the transport shows
}

// fitPlayback fits the playhead to a run that has just been drawn.
func (p *Page) fitPlayback() {
	length := view.Longest(p.picture.results)
	speed := p.state.Speed
	if speed == 0 {
		speed = view.AutoSpeed(length)
	}
	p.player.Playback = p.player.WithLength(length)
	p.player.Speed = speed
	if !p.player.Playing {
		p.state.At = p.player.At
	}
	if scrub := asField(byID("scrub")); scrub != nil {
		scrub.SetMax(strconv.FormatInt(int64(length), 10))
	}
	p.player.passed = -1
	p.showPlayhead()
}

// setPlayback replaces the playhead by where it is to be.
func (p *Page) setPlayback(to view.Playback) {
	began := to.Playing && !p.player.Playing
	p.player.Playback = to
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

// nextFrame goes on playing in the next frame.
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
		}
	})
}

// showPlayhead shows the playhead where it is: one attribute of the chart, the scrubber and the time.
func (p *Page) showPlayhead() {
	pl := &p.player
	at := pl.Instant()
	if veil := p.picture.playhead; veil != nil {
		veil.SetAttribute("transform", p.picture.layout.PlayheadTransform(at))
		if pl.At == view.End {
			veil.SetAttribute("visibility", "hidden")
		} else {
			veil.SetAttribute("visibility", "visible")
		}
	}
	if scrub := asField(byID("scrub")); scrub != nil {
		scrub.SetValue(strconv.FormatInt(int64(at), 10))
		scrub.SetAttribute("aria-valuetext", view.ValueText(p.picture.results, at))
	}
	byIDOrDetached("time").SetTextContent(view.Clock(at, pl.Length))
	p.showPlayState()
	instants := p.picture.instants
	seen := sort.Search(len(instants), func(i int) bool { return instants[i] > at })
	if pl.At == view.End {
		seen = len(instants) + 1
	}
	if seen != pl.passed {
		pl.passed = seen
		p.fillPanel()
	}
}

// showPlayState shows whether it plays, and how fast.
func (p *Page) showPlayState() {
	pl := &p.player
	if pl.shown.Playing == pl.Playing && pl.shown.Speed == pl.Speed {
		return
	}
	pl.shown = pl.Playback
	byIDOrDetached("play").SetTextContent(view.PlayLabel(pl.Playing))
	if s := asField(byID("speed")); s != nil {
		s.SetValue(view.SpeedText(pl.Speed))
	}
}

// setSpeed plays at a speed that the reader chose, which the address keeps.
func (p *Page) setSpeed(speed float64) {
	p.state.Speed = speed
	p.player.Speed = speed
	p.showPlayState()
	p.writeAddressSoon()
}

// pauseAt pauses at an instant.
func (p *Page) pauseAt(at time.Duration) {
	to := p.player.Seek(at)
	to.Playing = false
	p.setPlayback(to)
}
