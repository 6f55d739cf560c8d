package scene

import (
	"math"
	"time"
)

// Strip is a panel with its rows and gauges.
type Strip struct {
	*Panel
	Axis       Axis // of time
	Rows       []Row
	Tasks      int           // number of tasks in Rows
	Gauges     []Gauge       // in the order in which they were first set
	MinVisible time.Duration // shorter bars are too short to be seen
	from       time.Duration // what ended before is not on the axis
}

// Alone returns the panel's strip on an axis of its own, where a slower panel beside it hides no details.
func (p *Panel) Alone() Strip { return newStrip(p, Axis{Unit: Time, Hi: int64(p.Total)}) }

// newStrip computes a panel's rows and gauges for an axis.
func newStrip(p *Panel, a Axis) Strip {
	r := reader{Panel: p, frame: p.frame(a), inRing: inCycles(p.Stuck)}
	s := Strip{Panel: p, Axis: a, MinVisible: time.Duration(r.frame.minVisible)}
	s.Rows, s.Tasks = r.rows()
	r.fill(s.Rows)
	s.Rows = append(append(s.Rows, r.lanes()...), r.statusLanes()...)
	s.Gauges = r.gauges()
	return s
}

// frame returns the part of the trace that the panel draws on an axis: all of it, with rows for what can be seen there.
func (p *Panel) frame(a Axis) frame {
	seen := float64(a.Hi-a.Lo) * Unseen
	if a.Log {
		seen = float64(a.Lo) * math.Log(float64(a.Hi)/float64(a.Lo)) * Unseen
	}
	f := frame{int64(p.Began), p.lastInstant(), int64(seen)}
	if len(p.Stuck) > 0 {
		f.to = max(f.to, f.from+a.Hi)
	}
	return f
}
