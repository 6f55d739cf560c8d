//go:build !js

package all

import (
	"flag"
	"strconv"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/tcp"
	"overlap/engine/trace"
	"overlap/scenarios"
)

// Over real sockets, and on the real clock alone, a scenario does what the model says and takes as long. A run
// that fails is not repeated: what the machine was late by is measured and allowed instead.
//
// Runs that wait do so side by side. Those that keep a processor busy come before, one at a time.
//
// With -real, as make test-real has it, other seeds are run as well, and scenarios with services without sockets too.
func TestModelAgreesWithReality(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes as long as the scenarios do")
	}
	for _, s := range List() {
		for _, o := range realities(s) {
			for _, want := range s.New().RunAll(scenarios.Options{Seed: o.Seed}).List {
				t.Run(s.ID+"/"+want.Variant.Name+"/"+o.name, func(t *testing.T) {
					if !busy(want) {
						t.Parallel()
					}
					agree(t, s.New(), want, o.Options)
				})
			}
		}
	}
}

var thorough = flag.Bool("real", false, "compare more seeds and settings with real runs")

// reality is a setting in which a scenario meets a real clock.
type reality struct {
	name string
	scenarios.Options
}

// realities are the settings in which a scenario meets a real clock: over sockets, if it has something to connect to.
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

// busy reports whether the run works as well as waits.
func busy(r *scenarios.Result) bool {
	for _, task := range r.Summary().Tasks {
		for _, s := range task.Spans {
			if s.State == trace.Running && s.To > s.From {
				return true
			}
		}
	}
	return false
}

func sockets(l *engine.Loop) network.Network { return tcp.New(l, tcp.Options{}) }

// agree runs the model's variant once more, as the options say, and compares.
func agree(t *testing.T, in *scenarios.Instance, want *scenarios.Result, o scenarios.Options) {
	t.Helper()
	late := measureSlack()
	got := in.Start(want.Variant, o).Finish()
	near(t, got.Total, want, 10*time.Millisecond, late.take(steps(want), busy(want)))
	valid(t, got)
	if !want.Variant.Undetermined && got.Outcome() != want.Outcome() {
		t.Errorf("it ends with %q, in the model with %q", got.Outcome(), want.Outcome())
	}
	if len(got.Report.LeftOpen) != len(want.Report.LeftOpen) || len(got.Report.LeftRunning) != len(want.Report.LeftRunning) {
		t.Errorf("it left %+v, in the model %+v", got.Report, want.Report)
	}
}
