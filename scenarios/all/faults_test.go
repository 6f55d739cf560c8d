//go:build !js

package all

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/network/fault"
	"overlap/scenarios"
)

// fewer are settings with which a scenario has the same course in less of the machine's time.
var fewer = map[string]string{"ports": "requests=100&every=100ms", "openloop": "requests=60&stall-at=20", "chat": "photos=3", "streaming": "items=2000", "echo": "clients=5"}

// Whatever goes wrong with whichever service and whenever: every request of every network scenario ends with a result or an error,
// none is lost or answered twice, and the same seed does the same. Each kind of fault is tried with each service and a hundred
// seeds, a few of them with sampled parameters.
func TestFaults(t *testing.T) {
	seeds, sampled := uint64(100), uint64(2)
	if testing.Short() {
		seeds, sampled = 10, 1
	}
	each(t, func(t *testing.T, s *scenarios.Scenario) {
		t.Parallel()
		span := longestRun(instance(t, s, fewer[s.ID]))
		var came faultTally
		for _, service := range s.New().ServiceNames() {
			for _, k := range fault.Kinds() {
				for seed := range seeds {
					in, r := instance(t, s, fewer[s.ID]), rand.New(rand.NewPCG(seed, uint64(k)))
					if seed < sampled {
						in.Sample(r)
					}
					trouble(t, in, service, k, span, r)
					came.run(t, in, scenarios.Options{Seed: seed}, seed == sampled)
				}
			}
		}
		came.report(t)
	})
}

// The same over sockets. With -real every network scenario is tried, with three seeds, and otherwise a few with one.
func TestFaultsOverTCP(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes as long as the scenarios do")
	}
	some, seeds := []string{"echo", "fanout", "nagle"}, uint64(1)
	if *thorough {
		some, seeds = nil, 3
	}
	for _, s := range List() {
		in := instance(t, s, fewer[s.ID])
		if some != nil && !slices.Contains(some, s.ID) || len(in.Services()) == 0 || longestRun(in) >= longest {
			continue
		}
		for seed := range seeds {
			for _, k := range fault.Kinds() {
				for _, service := range in.ServiceNames() {
					t.Run(s.ID+"/"+service+"/"+k.String()+"/seed"+strconv.FormatUint(seed, 10), func(t *testing.T) {
						t.Parallel()
						var came faultTally
						in := instance(t, s, fewer[s.ID])
						trouble(t, in, service, k, longestRun(in), rand.New(rand.NewPCG(seed, uint64(k))))
						came.run(t, in, scenarios.Options{Seed: seed, Clock: engine.NewMonotonic, Network: sockets}, false)
						came.report(t)
					})
				}
			}
		}
	}
}

// longestRun returns how long a scenario's longest variant takes: faults begin within that time.
func longestRun(in *scenarios.Instance) (d time.Duration) {
	if len(in.Services()) == 0 {
		return 0
	}
	for _, r := range in.RunAll(scenarios.Options{}).List {
		d = max(d, r.Total)
	}
	return min(d, time.Minute)
}

// trouble gives a service a fault of a kind, for the whole run, from an instant on or within a range.
func trouble(t *testing.T, in *scenarios.Instance, service string, k fault.Kind, span time.Duration, r *rand.Rand) {
	f := fault.Fault{Service: service, Kind: k, To: fault.Never}
	switch k {
	case fault.Slow:
		f.Amount = 1 + float64(r.IntN(50))/10
	case fault.Drop:
		f.Amount = float64(1 + r.IntN(100))
	}
	form := r.IntN(3)
	if form > 0 {
		f.From = time.Duration(r.Float64() * float64(span)).Round(time.Millisecond)
	}
	switch {
	case form == 2 || k == fault.Stall:
		f.To = f.From + time.Millisecond + time.Duration(r.Float64()*float64(span)).Round(time.Millisecond)
	case form == 1 && k == fault.Reset:
		f.To = f.From
	}
	if err := in.SetFaults(f.String()); err != nil {
		t.Fatal(err)
	}
}

// faultTally counts what runs with faults came to.
type faultTally struct {
	results, errors int
	requests        scenarios.Requests
}

// run runs an instance that has faults and checks the claims that hold under them, and that a second run is the same.
func (c *faultTally) run(t *testing.T, in *scenarios.Instance, o scenarios.Options, twice bool) {
	rs := in.RunAll(o)
	valid(t, rs.List...)
	whole(t, in.Query(), rs)
	rs.Guess()
	for _, claim := range in.Claims() {
		if err := claim.Check(rs); err != nil {
			t.Errorf("?%s, seed %d: it does not hold that %s: %v", in.Query(), o.Seed, claim.Sentence, err)
		}
	}
	for _, r := range rs.List {
		if r.Err == nil {
			c.results++
		} else {
			c.errors++
		}
		n := r.Requests()
		c.requests.Answered += n.Answered
		c.requests.Failed += n.Failed
		c.requests.Lost += n.Lost
		c.requests.Twice += n.Twice
	}
	if !twice {
		return
	}
	for i, r := range in.RunAll(o).List {
		if !bytes.Equal(r.Trace.Encode(), rs.List[i].Trace.Encode()) {
			t.Errorf("?%s, seed %d: %s has two traces", in.Query(), o.Seed, r.Variant.Name)
		}
	}
}

func (c *faultTally) report(t *testing.T) {
	if c.results+c.errors == 0 {
		t.Skip("it has no services")
	}
	n := c.requests
	t.Logf("%d results, %d errors; of its requests %d were answered, %d failed, %d lost, %d answered twice", c.results, c.errors, n.Answered, n.Failed, n.Lost, n.Twice)
}
