package view_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"overlap/site/view"
)

func TestPlayback(t *testing.T) {
	p := view.Playback{At: view.End, Length: time.Second, To: time.Second, Lasts: 2 * time.Second}.Toggle()
	if !p.Playing || p.At != 0 {
		t.Fatalf("playing at the end does not begin anew: %+v", p)
	}
	if p = p.Tick(100 * ms); p.At != 50*ms {
		t.Fatalf("100 ms of two seconds come to %v", p.At)
	}
	if p = p.Tick(1234567).Toggle(); p.Playing || p.At != 51*ms {
		t.Fatalf("paused at %v", p.At)
	}
	if q := p.Tick(time.Second); q != p {
		t.Fatalf("time passes while it is paused: %+v", q)
	}
	p = p.Toggle().Tick(time.Hour)
	if p.Playing || p.At != view.End || p.Instant() != time.Second {
		t.Fatalf("it does not stop at the end: %+v", p)
	}
	if p = (view.Playback{}).Toggle(); p.Playing {
		t.Fatal("a run without length plays")
	}
}

func TestSteps(t *testing.T) {
	instants := []time.Duration{0, 60 * ms, 310 * ms, 1120 * ms}
	p := view.Playback{At: view.End, Length: 1120 * ms, To: 1120 * ms}
	for _, want := range []time.Duration{310 * ms, 60 * ms, 0, 0} {
		if p = p.Back(instants); p.Instant() != want {
			t.Fatalf("back to %v, want %v", p.Instant(), want)
		}
	}
	if p = (view.Playback{At: view.End, Length: 1120 * ms, To: 1120 * ms}).Forward(instants); p.At != 0 {
		t.Fatalf("the first step on a page that was just opened goes to %v, not to the beginning", p.At)
	}
	p = p.Seek(100 * ms)
	for _, want := range []time.Duration{310 * ms, view.End, 0, 60 * ms} {
		if p = p.Forward(instants); p.At != want {
			t.Fatalf("forward to %v, want %v", p.At, want)
		}
	}
}

func TestRefit(t *testing.T) {
	p := view.Playback{At: 500 * ms, Length: time.Second, To: time.Second}
	if q := p.WithRun(2*time.Second, 0, 2*time.Second); q.At != 500*ms {
		t.Errorf("in a longer run: %v", q.At)
	}
	if q := p.WithRun(300*ms, 0, 300*ms); q.At != view.End {
		t.Errorf("in a shorter run: %v", q.At)
	}
	p.At = view.End
	if q := p.WithRun(2*time.Second, 0, 2*time.Second); q.Instant() != 2*time.Second {
		t.Errorf("the end of one run is the end of the next, not %v", q.Instant())
	}
}

// Playing lasts as long as was chosen, whether the run takes a microsecond or an hour.
func TestPlayingLasts(t *testing.T) {
	for _, length := range []time.Duration{time.Microsecond, 1120 * ms, time.Hour} {
		for _, lasts := range view.PlayTimes() {
			p := view.Playback{At: view.End, Length: length, To: length, Lasts: lasts}.Toggle()
			if p = p.Tick(lasts - 10*ms); !p.Playing {
				t.Errorf("%v in %v is over 10 ms early", length, lasts)
			}
			if p = p.Tick(20 * ms); p.Playing {
				t.Errorf("%v in %v is at %v 10 ms late", length, lasts, p.At)
			}
		}
	}
}

func TestSlower(t *testing.T) {
	p := view.Playback{Lasts: view.DefaultPlayTime}
	for n, want := range map[int]time.Duration{1: 16 * time.Second, -1: 4 * time.Second, 100: time.Minute, -100: 4 * time.Second} {
		if got := p.Slower(n).Lasts; got != want {
			t.Errorf("%d places slower than %v is %v", n, p.Lasts, got)
		}
	}
}

// Whatever the reader does, the playhead is in the run, and playing ends.
func TestPlayheadStaysInTheRun(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		length := time.Duration(rapid.Int64Range(0, int64(time.Minute)).Draw(t, "length"))
		instants := rapid.SliceOf(rapid.Custom(func(t *rapid.T) time.Duration {
			return time.Duration(rapid.Int64Range(0, int64(length)).Draw(t, "instant"))
		})).Draw(t, "instants")
		slices.Sort(instants)
		p := view.Playback{At: view.End, Length: length, To: length, Lasts: view.DefaultPlayTime}
		t.Repeat(map[string]func(*rapid.T){
			"tick":    func(t *rapid.T) { p = p.Tick(time.Duration(rapid.Int64Range(-1000, 1e9).Draw(t, "dt"))) },
			"toggle":  func(*rapid.T) { p = p.Toggle() },
			"forward": func(*rapid.T) { p = p.Forward(instants) },
			"back":    func(*rapid.T) { p = p.Back(instants) },
			"seek":    func(t *rapid.T) { p = p.Seek(time.Duration(rapid.Int64().Draw(t, "at"))) },
			"slower":  func(t *rapid.T) { p = p.Slower(rapid.IntRange(-9, 9).Draw(t, "n")) },
			"": func(t *rapid.T) {
				if p.At != view.End && (p.At < 0 || p.At >= length) {
					t.Fatalf("the playhead is at %v of %v", p.At, length)
				}
			},
		})
		for i := 0; p.Playing; i++ {
			if p = p.Tick(time.Second); i > 2000 {
				t.Fatal("playing does not end")
			}
		}
	})
}

// Going forward and back again ends where it began.
func TestForwardAndBack(t *testing.T) {
	instants := view.Layout(fanout(t, ""), view.Picture{}, 880).Instants()
	p := view.Playback{At: 0, Length: 1120 * ms}
	for range instants[1:] {
		q := p.Forward(instants)
		if q.Instant() <= p.Instant() || q.Back(instants).Instant() != p.Instant() {
			t.Fatalf("from %v forward to %v and back to %v", p.Instant(), q.Instant(), q.Back(instants).Instant())
		}
		p = q
	}
	if p.At != view.End {
		t.Errorf("after all steps at %v", p.At)
	}
}

// What a reader points at is as exact as the chart, and the end stays the end.
func TestNear(t *testing.T) {
	p := view.Playback{Length: 1_123_456_789, To: 1_123_456_789}
	for at, want := range map[time.Duration]time.Duration{123_456_789: 123 * time.Millisecond, 1_123_456_789: 1_123_456_789} {
		if got := p.Near(at); got != want {
			t.Errorf("near %v: %v, want %v", at, got, want)
		}
	}
}
