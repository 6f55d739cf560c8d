//go:build !js

package all

import (
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/tcp"
	"overlap/scenarios"
)

// Over real sockets, and on the real clock alone, a scenario does what the model says and takes as long. A run
// that fails is not repeated: what the machine was late by is measured and allowed instead.
func TestModelAgreesWithReality(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes as long as the scenarios do")
	}
	each(t, func(t *testing.T, s *scenarios.Scenario) {
		for _, want := range model(t, s.New(), 0).List {
			t.Run(want.Variant.Name+"/tcp", func(t *testing.T) {
				t.Parallel()
				agree(t, s.New(), want, scenarios.Options{Clock: engine.NewMonotonic, Network: sockets})
			})
			t.Run(want.Variant.Name+"/clock", func(t *testing.T) {
				t.Parallel()
				agree(t, s.New(), want, scenarios.Options{Clock: engine.NewMonotonic})
			})
		}
	})
}

func sockets(l *engine.Loop) network.Network { return tcp.New(l, tcp.Options{}) }

// agree runs the model's variant once more, as the options say, and compares.
func agree(t *testing.T, in *scenarios.Instance, want *scenarios.Result, o scenarios.Options) {
	t.Helper()
	late := measureSlack()
	got := in.Start(want.Variant, o).Finish()
	near(t, got.Total, want, 10*time.Millisecond, late.take(steps(want)))
	valid(t, got)
	if got.Value != want.Value || text(got.Err) != text(want.Err) {
		t.Errorf("result %q, error %v, in the model %q, %v", got.Value, got.Err, want.Value, want.Err)
	}
	if len(got.Report.LeftOpen) != len(want.Report.LeftOpen) || len(got.Report.LeftRunning) != len(want.Report.LeftRunning) {
		t.Errorf("it left %+v, in the model %+v", got.Report, want.Report)
	}
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
