package view

import (
	"math"
	"sort"
	"time"
)

// Playback is the playhead of a run and how it moves. Its methods return the next Playback instead of waiting for time to
// pass, so that tests need no clock.
type Playback struct {
	At      time.Duration // where the playhead is; End shows the run as a whole
	Length  time.Duration // of the run
	From    time.Duration // the stretch of the run that the chart shows, which is played
	To      time.Duration
	Lasts   time.Duration // how long the reader's time is for playing all that the chart shows; one of PlayTimes
	Bounds  Stretch       // beyond which the playhead does not go
	Playing bool
	rest    float64 // how much of a nanosecond the playhead is beyond At, while playing; frames of a short run move it by less
}

// Instant returns the playhead's instant: the end of the run when the run is shown as a whole.
func (p Playback) Instant() time.Duration {
	if p.At == End || p.At > p.Length {
		return p.Length
	}
	return p.At
}

// Seek moves the playhead within its bounds. At or beyond the end of the run it is End, which shows the run as a whole.
func (p Playback) Seek(at time.Duration) Playback {
	p.rest = 0
	if to := p.Bounds.To; to != 0 && to < p.Length && (at == End || at >= to) {
		p.At, p.Playing = to, false
		return p
	}
	if p.At = max(at, p.Bounds.From, 0); p.At >= p.Length || at == End {
		p.At, p.Playing = End, false
	}
	return p
}

// Tick lets dt of the reader's time pass.
func (p Playback) Tick(dt time.Duration) Playback {
	if !p.Playing || dt <= 0 {
		return p
	}
	moved := p.rest + float64(dt)/float64(p.Lasts)*float64(p.To-p.From)
	if moved >= float64(p.To-p.Instant()) {
		if p.Bounds.Loop {
			p.At, p.rest = p.From, 0
			return p
		}
		return p.Seek(End)
	}
	whole := math.Floor(moved)
	p = p.Seek(p.Instant() + time.Duration(whole))
	p.rest = moved - whole
	return p
}

// Toggle plays or pauses. At the end of what the chart shows it plays from the beginning. It pauses at an instant that is rounded to
// about a thousandth of what the chart shows, because the address would show the nanoseconds of a frame.
func (p Playback) Toggle() Playback {
	if p.Playing {
		p.Playing = false
		return p.Seek(p.Near(p.At))
	}
	p.Playing = p.To > p.From
	if at := p.Instant(); p.Playing && (at >= p.To || at < p.From) {
		p.At = p.From
	}
	return p
}

// grain returns the power of ten of nanoseconds that is at most a thousandth of what the chart shows.
func (p Playback) grain() time.Duration {
	grain := time.Nanosecond
	for grain*10 <= (p.To-p.From)/1000 {
		grain *= 10
	}
	return grain
}

// Near returns an instant that a reader pointed at, as exactly as a chart shows it.
func (p Playback) Near(at time.Duration) time.Duration {
	if at >= p.To { // the end is where it is
		return at
	}
	return at.Round(p.grain())
}

// Forward pauses and moves to the next of the instants, which are in order; after the last, to the end. At the end of the
// run, where a page opens, it moves to the first instant, as Toggle plays from the beginning.
func (p Playback) Forward(instants []time.Duration) Playback {
	p.Playing = false
	if p.At == End && len(instants) > 0 {
		return p.Seek(instants[0])
	}
	at := p.Instant()
	i := sort.Search(len(instants), func(i int) bool { return instants[i] > at })
	if i == len(instants) {
		return p.Seek(End)
	}
	return p.Seek(instants[i])
}

// Back pauses and moves to the instant before; before the first, to the beginning.
func (p Playback) Back(instants []time.Duration) Playback {
	p.Playing = false
	at := p.Instant()
	i := sort.Search(len(instants), func(i int) bool { return instants[i] >= at })
	if i == 0 {
		return p.Seek(0)
	}
	return p.Seek(instants[i-1])
}

// Slower returns the playback with Lasts moved by n places in PlayTimes; it plays faster when n is negative.
func (p Playback) Slower(n int) Playback {
	list, i := PlayTimes(), 0
	for i < len(list)-1 && list[i] < p.Lasts {
		i++
	}
	p.Lasts = list[min(max(i+n, 0), len(list)-1)]
	return p
}

// WithRun returns the playback of another run, of which a chart shows a stretch, with the playhead at the same instant or at
// the end of a shorter run. Bounds that lie outside of what the chart shows have no effect.
func (p Playback) WithRun(length, from, to time.Duration) Playback {
	p.Length, p.From, p.To = length, from, min(to, length)
	low, high := max(p.From, p.Bounds.From), p.To
	if p.Bounds.To != 0 {
		high = min(high, p.Bounds.To)
	}
	if low < high {
		p.From, p.To = low, high
	}
	if p.At == End && p.Bounds.To == 0 {
		return p
	}
	return p.Seek(p.At)
}

// PlayTimes returns how long playing a run may last, shortest first. The time is the reader's, whatever the run's length: at
// any one speed a run of a millisecond is over before it is seen, and a run of a minute takes a minute.
func PlayTimes() []time.Duration {
	return []time.Duration{4 * time.Second, DefaultPlayTime, 16 * time.Second, 30 * time.Second, time.Minute}
}

// DefaultPlayTime is long enough to follow what happens, and short enough to be watched to the end.
const DefaultPlayTime = 8 * time.Second
