//go:build !js

package all

import (
	"flag"
	"strconv"
	"testing"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/tcp"
	"overlap/scenarios"
	"overlap/slack"
)

// Over real sockets, and on the real clock alone, a scenario does what the model says and takes as long. The machine's lateness is
// measured, and times are allowed as much more. A run that failed is not repeated, but one that shows nothing is: see package slack.
//
// Runs of a minute and more are left out. Runs that only wait are parallel. Runs that keep a processor busy come before them, one at a time.
//
// With -real, as in make test-real, more seeds are run, and scenarios with services also without sockets.
func TestModelAgreesWithReality(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes as long as the scenarios do")
	}
	for _, s := range List() {
		for _, o := range realities(s) {
			for _, want := range waiting(t, s, "").RunAll(scenarios.Options{Seed: o.Seed}).List {
				t.Run(s.ID+"/"+want.Variant.Name+"/"+o.name, func(t *testing.T) {
					if want.Total >= longest {
						t.Skipf("it takes %v of real time", want.Total)
					}
					if !want.Works() {
						t.Parallel()
					}
					agree(t, waiting(t, s, ""), want, o.Options)
				})
			}
		}
	}
}

var thorough = flag.Bool("real", false, "compare more seeds and settings with real runs")

// reality is a setting for a scenario's real runs.
type reality struct {
	name string
	scenarios.Options
}

// realities returns a scenario's settings: over sockets if it has services, else on the real clock alone; with -real
// both, for three seeds.
func realities(s *scenarios.Scenario) (all []reality) {
	seeds := uint64(1)
	if *thorough {
		seeds = 3
	}
	for seed := range seeds {
		name := "seed" + strconv.FormatUint(seed, 10)
		o := scenarios.Options{Seed: seed, Clock: engine.NewMonotonic}
		connects := len(s.New().Services()) > 0
		if !connects || *thorough {
			all = append(all, reality{name + "/clock", o})
		}
		if connects {
			o.Network = sockets
			all = append(all, reality{name + "/tcp", o})
		}
	}
	return all
}

func sockets(l *engine.Loop) network.Network { return tcp.New(l, tcp.Options{}) }

// agree runs the model's variant on the real clock and compares the results. A run that shows nothing is made again; when none shows
// anything, nobody knows whether they agree, and the test fails.
func agree(t *testing.T, in *scenarios.Instance, want *scenarios.Result, o scenarios.Options) {
	t.Helper()
	for attempt := 1; ; attempt++ {
		late := slack.Start()
		got := in.Start(want.Variant, o).Finish()
		got.Late = late.Take(want.Steps(), want.Works())
		valid(t, got)
		run := slack.Beside(got, want)
		run.Same = (want.Variant.Undetermined || got.Outcome() == want.Outcome()) &&
			len(got.Report.LeftOpen) == len(want.Report.LeftOpen) && len(got.Report.LeftRunning) == len(want.Report.LeftRunning)
		nothing := run.Verdict() == slack.ShowsNothing
		if nothing && attempt < slack.Attempts {
			t.Logf("made again: it ends with %q, in the model with %q, and %s", got.Outcome(), want.Outcome(), run.Nothing())
			continue
		}
		if !run.Same {
			t.Errorf("it ends with %q and left %+v, in the model with %q and %+v", got.Outcome(), got.Report, want.Outcome(), want.Report)
		}
		if nothing {
			t.Errorf("the last of %d runs: %s", attempt, run.Nothing())
			return
		}
		near(t, got.Total, want, 0, got.Late)
		return
	}
}
