package view

import (
	"strings"
	"time"

	"overlap/chart/scene"
)

// Picture says which part of the runs the chart shows, and how.
type Picture struct {
	scene.View
	Lanes bool // some lanes of panels that have too many are open
}

func (st *State) setAxis(text string) (allowed string) {
	i, allowed := oneOf(text, modeNames())
	if allowed == "" {
		st.Picture.Mode = scene.Modes()[i]
	}
	return allowed
}

func modeNames() (names []string) {
	for _, m := range scene.Modes() {
		names = append(names, m.String())
	}
	return names
}

func (st *State) setZoom(text string) (allowed string) {
	from, to, _ := strings.Cut(text, "..")
	var v scene.View
	var err error
	if v.From, err = parseInstant(from); err == nil {
		v.To, err = parseInstant(to)
	}
	if err != nil || v.From < 0 || v.From >= v.To {
		return "a stretch of the run, such as 120ms..300ms"
	}
	st.Picture.From, st.Picture.To = v.From, v.To
	return ""
}

func (st *State) setLanes(text string) (allowed string) {
	if text != "open" {
		return "open"
	}
	st.Picture.Lanes = true
	return ""
}

// settings adds what differs from the zero Picture to the settings of an address.
func (p Picture) settings(add func(name, text string)) {
	if p.Mode != scene.Auto {
		add("axis", p.Mode.String())
	}
	if p.To > 0 {
		add("zoom", durationText(p.From)+".."+durationText(p.To))
	}
	if p.Lanes {
		add("lanes", "open")
	}
}

// Zoomed returns the picture with a window from one instant to another, in either order, which are rounded to about a
// thousandth of the window. A window of the whole run is none.
func (p Picture) Zoomed(s *scene.Scene, from, to time.Duration) Picture {
	from, to = max(min(from, to), 0), min(max(from, to), s.Span)
	if to-from < leastWindow {
		return p
	}
	grain := Playback{To: to - from}.grain()
	p.From, p.To = from.Round(grain), to.Round(grain)
	if p.To > s.Span {
		p.To = s.Span
	}
	if p.From == 0 && p.To >= s.Whole {
		return p.Whole()
	}
	return p
}

// leastWindow is the shortest window.
const leastWindow = 100 * time.Nanosecond

// IsZoomed reports whether the picture has a window.
func (p Picture) IsZoomed() bool { return p.To > 0 }

// Whole returns the picture without a window.
func (p Picture) Whole() Picture {
	p.From, p.To = 0, 0
	return p
}

// Scaled returns the picture with the window of a panel made so many times as long, around an instant that keeps its place.
func (p Picture) Scaled(s *scene.Scene, panel int, at time.Duration, factor float64) Picture {
	from, to := s.Strips[panel].Window()
	if factor > 1 && !s.Zoomed {
		return p
	}
	scale := func(d time.Duration) time.Duration { return time.Duration(float64(d) * factor) }
	from, to = at-scale(at-from), at+scale(to-at)
	if from < 0 {
		from, to = 0, to-from
	}
	if factor > 1 && to-from >= s.Whole {
		return p.Whole()
	}
	return p.Zoomed(s, from, to)
}

// Moved returns the picture with its window moved by a part of its length, as far as the run goes.
func (p Picture) Moved(s *scene.Scene, part float64) Picture {
	if !s.Zoomed {
		return p
	}
	from, to := s.Strips[0].Window()
	by := min(max(time.Duration(float64(to-from)*part), -from), s.Span-to)
	return p.Zoomed(s, from+by, to+by)
}

// Stepped returns the picture with a window so many times as long, around its middle. Of axes that differ the shortest is
// meant, because on it the others begin, too.
func (p Picture) Stepped(s *scene.Scene, factor float64) Picture {
	panel := 0
	for i := range s.Strips {
		if s.Strips[i].Axis.Hi < s.Strips[panel].Axis.Hi {
			panel = i
		}
	}
	if len(s.Strips) == 0 {
		return p
	}
	from, to := s.Strips[panel].Window()
	return p.Scaled(s, panel, from+(to-from)/2, factor)
}

// WithAxis returns the picture with the axes of a mode's name. The mode that suits the runs is not noted, so that the axes
// keep suiting other runs.
func (p Picture) WithAxis(s *scene.Scene, name string) Picture {
	st := State{Picture: p}
	if st.setAxis(name); st.Picture.Mode == s.Suits {
		st.Picture.Mode = scene.Auto
	}
	return st.Picture
}
