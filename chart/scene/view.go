package scene

import "time"

// Mode says how the panels of a scene share the axis of time.
type Mode uint8

const (
	Auto   Mode = iota // Of chooses the mode in which every run can be read
	Shared             // one axis, as long as the longest run
	Cut                // one axis, as long as the second longest run needs: the longest run goes on beyond it
	Each               // an axis for each panel, as long as its run
	Log                // one logarithmic axis
)

var modeNames = [...]string{Auto: "auto", Shared: "shared", Cut: "cut", Each: "each", Log: "log"}

// String returns the mode's name as addresses and flags spell it.
func (m Mode) String() string { return modeNames[m] }

// Modes returns the modes that a reader can choose in place of Auto.
func Modes() []Mode { return []Mode{Shared, Cut, Each, Log} }

// View is what is drawn of runs. The zero View is all of them.
type View struct {
	Mode     Mode
	From, To time.Duration // the stretch of time that all panels show, whatever the mode; all of it when To is 0
}

const (
	uneven   = 20   // a run this many times as long as another hides it on a shared axis
	cutRows  = 4    // rows of a panel that can be cut: what is cut off is more of the same
	cutRoom  = 1.2  // length of a cut axis in that of the second longest run
	logDepth = 1000 // a logarithmic axis begins at most this fraction of the shortest run before its end
)

// choose sets the scene's modes, Whole and Zoomed.
func (s *Scene) choose(v View) {
	s.Suits, s.Whole = s.readableMode(), s.Span
	if s.Mode = v.Mode; v.Mode == Auto {
		s.Mode = s.Suits
	}
	if s.Mode == Cut {
		s.Whole = s.cutAt()
	}
	s.Zoomed = v.From >= 0 && v.From < min(v.To, s.Span)
}

// axis returns a panel's axis.
func (s *Scene) axis(p *Panel, v View) Axis {
	a := Axis{Unit: Time, Hi: int64(s.Whole)}
	switch n := p.length(); {
	case s.Zoomed:
		a.Lo, a.Hi = int64(v.From), int64(min(v.To, s.Span))
	case s.Mode == Each && n > 0:
		a.Hi = int64(n)
	}
	if s.Mode == Log {
		a.Log, a.Lo = true, max(a.Lo, min(s.earliest(), a.Hi/2))
	}
	return a
}

// Uneven reports whether the axes of the scene could be chosen in another way to some effect: a run is some times as long
// as another.
func (s *Scene) Uneven() bool {
	const some = 4
	_, _, shortest := s.lengths()
	return shortest > 0 && s.Span >= some*shortest
}

// lengths returns the longest panel, and of the others that take any time the longest and the shortest length, 0 for none.
func (s *Scene) lengths() (longest *Panel, second, shortest time.Duration) {
	for i := range s.Panels {
		if p := &s.Panels[i]; longest == nil || p.length() > longest.length() {
			longest = p
		}
	}
	for i := range s.Panels {
		if d := s.Panels[i].length(); &s.Panels[i] != longest && d > 0 {
			if second = max(second, d); shortest == 0 || d < shortest {
				shortest = d
			}
		}
	}
	return longest, second, shortest
}

// readableMode returns Shared unless a run would be too short to be seen. Then a longest run that stands alone and has few
// rows is cut, because the others can be compared on one axis; else each panel has its own.
func (s *Scene) readableMode() Mode {
	longest, second, shortest := s.lengths()
	switch {
	case shortest == 0 || s.Span <= uneven*shortest:
		return Shared
	case len(s.Panels) < 3 || s.Span <= uneven*second || second > uneven*shortest || len(longest.Stuck) > 0:
		return Each
	}
	r := reader{Panel: longest, frame: longest.frame(Axis{Hi: int64(s.Span)})}
	if rows, _ := r.rows(); len(rows) > cutRows {
		return Each
	}
	return Cut
}

// cutAt returns the length of the axis in mode Cut.
func (s *Scene) cutAt() time.Duration {
	if _, second, _ := s.lengths(); second > 0 {
		return min(time.Duration(float64(second)*cutRoom), s.Span)
	}
	return s.Span
}

// earliest returns the first instant after 0 at which something visible begins or ends, where a logarithmic axis begins.
func (s *Scene) earliest() int64 {
	_, _, shortest := s.lengths()
	if shortest == 0 {
		shortest = s.Span
	}
	least, first := int64(shortest)/logDepth, int64(shortest)
	for i := range s.Panels {
		p := &s.Panels[i]
		for k := range p.Summary.Tasks {
			for _, span := range p.Summary.Tasks[k].Spans {
				if at := span.To - int64(p.Began); at >= least {
					first = min(first, at)
					break
				}
			}
		}
	}
	return max(first, least, 1)
}

// Window returns the stretch of time that the axes show together.
func (s *Scene) Window() (from, to time.Duration) {
	for i := range s.Strips {
		first, last := s.Strips[i].Window()
		from, to = first, max(to, last)
	}
	return from, to
}
