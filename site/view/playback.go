package view

import (
	"sort"
	"time"
)

// Playback is the playhead of a run and how it moves. Its methods return the next one: they are functions of
// the present one and what happened, so that a test needs no clock.
type Playback struct {
	At      time.Duration // where the playhead is; End shows the run as a whole
	Length  time.Duration // of the run
	Speed   float64       // run time that passes in one second of the reader's, in seconds
	Playing bool
}

// Instant returns the playhead's instant: that of the end when the run is shown as a whole.
func (p Playback) Instant() time.Duration {
	if p.At == End || p.At > p.Length {
		return p.Length
	}
	return p.At
}

// Seek moves the playhead. The end of the run is End: whoever gets there sees the run as a whole.
func (p Playback) Seek(at time.Duration) Playback {
	if p.At = max(at, 0); p.At >= p.Length || at == End {
		p.At, p.Playing = End, false
	}
	return p
}

// Tick lets dt of the reader's time pass.
func (p Playback) Tick(dt time.Duration) Playback {
	if !p.Playing || dt <= 0 {
		return p
	}
	moved := float64(p.Instant()) + float64(dt)*p.Speed
	if moved >= float64(p.Length) {
		return p.Seek(End)
	}
	return p.Seek(time.Duration(moved))
}

// Toggle plays or pauses. At the end of the run it plays from the beginning. It pauses at a round instant, to
// about a thousandth of the run: frames come when they come, and the address would show nanoseconds.
func (p Playback) Toggle() Playback {
	if p.Playing {
		p.Playing = false
		return p.Seek(p.At.Round(p.grain()))
	}
	p.Playing = p.Length > 0
	if p.Playing && p.Instant() >= p.Length {
		p.At = 0
	}
	return p
}

// grain returns the power of ten of nanoseconds that is at most a thousandth of the run.
func (p Playback) grain() time.Duration {
	grain := time.Nanosecond
	for grain*10 <= p.Length/1000 {
		grain *= 10
	}
	return grain
}

// Forward pauses and moves to the next of the instants, which are in order; after the last, to the end. At the end of the
// run, where a page opens, it moves to the first, as Toggle plays from the beginning.
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

// ChangeSpeed changes the speed by n places in Speeds; below 0 is slower.
func (p Playback) ChangeSpeed(n int) Playback {
	list, i := Speeds(), 0
	for i < len(list)-1 && list[i] < p.Speed {
		i++
	}
	p.Speed = list[min(max(i+n, 0), len(list)-1)]
	return p
}

// WithLength keeps the playhead in place when a run of another length replaces the one shown; a place that the new
// run does not reach is its end.
func (p Playback) WithLength(length time.Duration) Playback {
	p.Length = length
	if p.At == End {
		return p
	}
	return p.Seek(p.At)
}

// Speeds returns the speeds of playback, slowest first.
func Speeds() []float64 { return []float64{0.05, 0.1, 0.25, 0.5, 1, 2, 4} }

// AutoSpeed returns the fastest speed at which a run of that length takes four seconds or more, so that it
// can be followed; the slowest when there is none.
func AutoSpeed(length time.Duration) float64 {
	best := Speeds()[0]
	for _, s := range Speeds() {
		if length.Seconds()/s >= 4 {
			best = s
		}
	}
	return best
}
