package all

import (
	"math/rand/v2"
	"testing"
	"time"

	"overlap/scenarios"
)

// Of each parameter that is said to be live, another value from some instant on makes another run; up to that instant the run is the
// same, and the change breaks nothing.
func TestLiveParameters(t *testing.T) {
	each(t, func(t *testing.T, s *scenarios.Scenario) {
		before := s.New().RunAll(scenarios.Options{})
		for i, p := range s.New().Params() {
			if p.Live && !noticed(t, s, i, before) {
				t.Errorf("%s: no run goes another way when it changes", p.Name)
			}
		}
	})
}

// noticed changes the parameter with an index at three instants to several values.
func noticed(t *testing.T, s *scenarios.Scenario, param int, before *scenarios.Results) (noticed bool) {
	var longest time.Duration
	for _, r := range before.List {
		longest = max(longest, r.Total)
	}
	for part := range time.Duration(3) {
		for _, n := range values(s.New().Params()[param]) {
			in := s.New()
			p := in.Params()[param]
			at := longest * (part + 1) / 4
			in.Continue(at)
			p.Set(p.FromNumber(n))
			noticed = differ(t, in, before, in.RunAll(scenarios.Options{}), at) || noticed
		}
	}
	return noticed
}

// values returns numbers for a parameter: the ends of its range, three times its default, and two by chance.
func values(p *scenarios.Param) []int64 {
	chance := rand.New(rand.NewPCG(1, 2))
	list := []int64{p.Min, p.Max, 3 * p.Value().Number()}
	for range 2 {
		list = append(list, p.Min+chance.Int64N(p.Max-p.Min+1))
	}
	return list
}

// differ reports whether runs that have something changed at an instant differ from those before.
func differ(t *testing.T, in *scenarios.Instance, before, after *scenarios.Results, at time.Duration) (differ bool) {
	for i, r := range after.List {
		was := before.List[i]
		if (r.Err == nil) != (was.Err == nil) {
			t.Errorf("?%s: %s ends with %v, before with %v", in.Query(), r.Variant.Name, r.Err, was.Err)
		}
		differ = differ || r.Total != was.Total || r.Value != was.Value || r.Trace.Len() != was.Trace.Len()
		for n, record := range was.Trace.All() {
			if record.At > int64(was.Began+at) {
				break
			}
			if n >= r.Trace.Len() || r.Trace.At(n) != record {
				t.Errorf("?%s: %s is another from record %d on, before the change", in.Query(), r.Variant.Name, n)
				break
			}
		}
	}
	return differ
}
