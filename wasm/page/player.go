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
	seen   int           // how many instants lay behind the playhead when the panels were written
	drawn  view.Playback // what the transport shows
}

// refit fits the playhead to a run that has just been drawn.
func (p *Page) refit() {
	length := view.Longest(p.picture.results)
	speed := p.state.Speed
	if speed == 0 {
		speed = view.AutoSpeed(length)
	}
	p.player.Playback = p.player.Refit(length)
	p.player.Speed = speed
	if !p.player.Playing {
		p.state.At = p.player.At
	}
	if scrub := asField(byID("scrub")); scrub != nil {
		scrub.SetMax(strconv.FormatInt(int64(length), 10))
	}
	p.player.seen = -1
	p.place()
}

// move replaces the playhead by where it is to be.
func (p *Page) move(to view.Playback) {
	began := to.Playing && !p.player.Playing
	p.player.Playback = to
	p.place()
	switch {
	case began:
		p.player.frames++
		p.player.last = 0
		p.tick(p.player.frames)
	case !to.Playing:
		p.state.At = to.At
		p.keepAddress()
	}
}

// tick goes on playing in the next frame.
func (p *Page) tick(chain int) {
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
		p.move(pl.Tick(dt))
		if pl.Playing {
			p.tick(chain)
		}
	})
}

// place shows the playhead where it is: one attribute of the chart, the scrubber and the time.
func (p *Page) place() {
	pl := &p.player
	at := pl.Place()
	if veil := p.picture.veil; veil != nil {
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
	part("time").SetTextContent(view.Clock(at, pl.Length))
	p.buttons()
	instants := p.picture.instants
	seen := sort.Search(len(instants), func(i int) bool { return instants[i] > at })
	if pl.At == view.End {
		seen = len(instants) + 1
	}
	if seen != pl.seen {
		pl.seen = seen
		p.fillPanel()
	}
}

// buttons shows whether it plays, and how fast.
func (p *Page) buttons() {
	pl := &p.player
	if pl.drawn.Playing == pl.Playing && pl.drawn.Speed == pl.Speed {
		return
	}
	pl.drawn = pl.Playback
	part("play").SetTextContent(view.PlayLabel(pl.Playing))
	if s := asField(byID("speed")); s != nil {
		s.SetValue(view.SpeedText(pl.Speed))
	}
}

// setSpeed plays at a speed that the reader chose, which the address keeps.
func (p *Page) setSpeed(speed float64) {
	p.state.Speed = speed
	p.player.Speed = speed
	p.buttons()
	p.keepAddress()
}

// stopAt pauses at an instant.
func (p *Page) stopAt(at time.Duration) {
	to := p.player.Seek(at)
	to.Playing = false
	p.move(to)
}
