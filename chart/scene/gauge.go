package scene

import (
	"time"

	"overlap/engine/trace/summary"
)

// Gauge is a named quantity of a strip over time, such as the length of a queue or the permits in use. It is drawn below
// the rows if it is ever more than 1 in any strip. All strips draw a gauge to the same scale, so that a reader sees that
// one variant holds ten thousand and the other one.
type Gauge struct {
	Name    string
	Peak    int64            // the highest value in this strip
	Most    int64            // the highest value in any strip
	samples []summary.Sample // in order of time
}

const mostGauges = 3 // a strip draws at most this many gauges

// gauges returns the gauges of a trace, in the order in which they were first set. A value that is replaced in the same
// instant does not count.
func (r *reader) gauges() (all []Gauge) {
	for _, sample := range r.Summary.Gauges {
		i := 0
		for i < len(all) && all[i].Name != sample.Name {
			i++
		}
		if i == len(all) {
			all = append(all, Gauge{Name: sample.Name})
		}
		sample.At, _ = r.clip(sample.At, sample.At)
		if last := len(all[i].samples) - 1; last >= 0 && all[i].samples[last].At == sample.At {
			all[i].samples = all[i].samples[:last]
		}
		all[i].samples = append(all[i].samples, sample)
	}
	for i := range all {
		for _, sample := range all[i].samples {
			all[i].Peak = max(all[i].Peak, sample.Value)
		}
	}
	return all
}

// shareScales sets Most of each gauge.
func (s *Scene) shareScales() {
	most := map[string]int64{}
	for i := range s.Strips {
		for _, g := range s.Strips[i].Gauges {
			most[g.Name] = max(most[g.Name], g.Peak)
		}
	}
	for i := range s.Strips {
		for n := range s.Strips[i].Gauges {
			g := &s.Strips[i].Gauges[n]
			g.Most = most[g.Name]
		}
	}
}

// DrawnGauges returns the strip's first gauges that were more than 1 in any strip.
func (s *Strip) DrawnGauges() (list []*Gauge) {
	for i := range s.Gauges {
		if s.Gauges[i].Most > 1 && len(list) < mostGauges {
			list = append(list, &s.Gauges[i])
		}
	}
	return list
}

// Levels returns the highest value of a gauge in each of so many columns of equal width along the axis.
func (s *Strip) Levels(g *Gauge, columns int) []int64 {
	levels := make([]int64, columns+1)
	for i, sample := range g.samples {
		at := time.Duration(sample.At) - s.Began
		to := max(at, s.Total)
		if i+1 < len(g.samples) {
			to = time.Duration(g.samples[i+1].At) - s.Began
		}
		if !s.Has(at, to) {
			continue
		}
		first, last := int(s.Axis.Part(int64(at))*float64(columns)), int(s.Axis.Part(int64(to))*float64(columns))
		for c := first; c < max(last, first+1); c++ {
			levels[c] = max(levels[c], sample.Value)
		}
	}
	return levels
}
