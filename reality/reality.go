//go:build !js

// Package reality runs scenarios on this machine instead of in the model: on its clock, over TCP, with threads that keep its
// processors busy.
package reality

import (
	"context"
	"errors"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/tcp"
	"overlap/scenarios"
	"overlap/slack"
)

// Options returns options as o for a run on this machine: over TCP where the scenario has services. The machine charges its own
// costs.
func Options(in *scenarios.Instance, o scenarios.Options) scenarios.Options {
	o.Clock, o.Costs = engine.NewMonotonic, engine.Costs{}
	if len(in.Services()) > 0 {
		o.Network = func(l *engine.Loop) network.Network { return tcp.New(l, tcp.Options{}) }
	}
	return o
}

// Execute runs the variants of a batch one after another, and calls ended after each. When ctx ends, the variant under way stops:
// it is returned as cut, is not among the results, and no others run.
func Execute(ctx context.Context, b *scenarios.Batch, ended func(*scenarios.Result)) (cut *scenarios.Result) {
	stop := context.AfterFunc(ctx, b.Stop)
	defer stop()
	for rs := b.Results(); b.Next(); {
		last := rs.List[len(rs.List)-1]
		if errors.Is(last.Err, engine.ErrStopped) {
			rs.List = rs.List[:len(rs.List)-1]
			return last
		}
		ended(last)
	}
	return nil
}

// Measure is Execute on this machine's clock, and notes in each result how late the machine may have been. The model's results say
// how many steps there are that may be late, and whether they keep processors busy.
func Measure(ctx context.Context, b *scenarios.Batch, model *scenarios.Results, ended func(*scenarios.Result)) (cut *scenarios.Result) {
	meter := slack.Start()
	late := func(r *scenarios.Result) (d time.Duration) {
		if m := model.Ran(r.Variant.Name); m != nil {
			d = meter.Take(m.Steps(), m.Works())
			meter = slack.Start()
		}
		return d
	}
	defer func() { meter.Take(0, false) }()
	return Execute(ctx, b, func(r *scenarios.Result) {
		r.Late = late(r)
		ended(r)
	})
}

// Estimate returns how long a run takes that the model has made, as far as the model can say; 0 when there is no model.
func Estimate(model *scenarios.Results) (all time.Duration) {
	if model != nil {
		for _, r := range model.List {
			all += r.Total
		}
	}
	return all
}

// Machine names the system, the processor and how many there are.
func Machine() string {
	text := runtime.GOOS + "/" + runtime.GOARCH + ", " + strconv.Itoa(runtime.NumCPU()) + " processors"
	info, err := os.ReadFile("/proc/cpuinfo") // only Linux has it
	if err != nil {
		return text
	}
	for line := range strings.Lines(string(info)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return text + ", " + strings.TrimSpace(value)
		}
	}
	return text
}
