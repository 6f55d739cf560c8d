package main

import (
	"errors"
	"io"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"overlap/engine"
	"overlap/quantity"
	"overlap/reality"
)

const maxRounds = 1000

func (e *environment) calibrateCommand() *cobra.Command {
	rounds, asJSON := 7, false
	c := &cobra.Command{
		Use: "calibrate", Short: "Measure what this machine charges Go for tasks, threads and sockets.",
		Long: "Measure what this machine charges Go for tasks, threads and sockets, beside what the profile \"go\" says, which --costs go " +
			"charges, and remember it: runs on the real clock are compared with a model that is charged the same. It measures processor time where the system tells it, so that other programs disturb little.",
		Example: "overlap calibrate\noverlap calibrate --rounds 21 --json",
		RunE:    func(*cobra.Command, []string) error { return e.calibrate(rounds, asJSON) },
	}
	intVar(c.Flags(), &rounds, "rounds", 1, maxRounds, "How often to measure; the table has the medians (default "+itoa(rounds)+").")
	c.Flags().BoolVar(&asJSON, "json", false, "Print one JSON object, in nanoseconds and bytes.")
	return c
}

// calibrate measures n rounds. A round that is interrupted does not count.
func (e *environment) calibrate(n int, asJSON bool) error {
	bar := e.progress(n, "round", 0)
	defer bar.end()
	var rounds []engine.Costs
	for range n {
		m := meter{ctx: e.ctx}
		costs := m.costs()
		if e.ctx.Err() != nil {
			break
		}
		if m.err != nil {
			return m.err
		}
		rounds = append(rounds, costs)
		bar.step()
	}
	bar.end()
	cut := unlessWhole(e.ctx, len(rounds), n, "round")
	kept := ""
	if cut == nil {
		name, err := remember(calibration(rounds))
		if kept = "Remembered in " + name + ": runs on the real clock are compared with it.\n"; err != nil {
			kept = "Not remembered: " + err.Error() + "\n"
		}
	}
	switch {
	case len(rounds) == 0:
		return cut
	case asJSON:
		return errors.Join(e.printJSON(calibration(rounds)), cut)
	}
	return errors.Join(e.printCosts(rounds), e.print(kept), cut)
}

// field is a field of engine.Costs that is measured, in nanoseconds or bytes.
type field struct {
	name string
	of   func(engine.Costs) int64
	unit string
}

func fields() []field {
	cost := func(name string, of func(engine.Costs) time.Duration) field {
		return field{name, func(c engine.Costs) int64 { return int64(of(c)) }, "ns"}
	}
	return []field{
		cost("Resume", func(c engine.Costs) time.Duration { return c.Resume }),
		cost("Spawn", func(c engine.Costs) time.Duration { return c.Spawn }),
		cost("Connect", func(c engine.Costs) time.Duration { return c.Connect }),
		cost("Accept", func(c engine.Costs) time.Duration { return c.Accept }),
		cost("Read", func(c engine.Costs) time.Duration { return c.Read }),
		cost("Write", func(c engine.Costs) time.Duration { return c.Write }),
		cost("SpawnThread", func(c engine.Costs) time.Duration { return c.SpawnThread }),
		cost("SwitchThread", func(c engine.Costs) time.Duration { return c.SwitchThread }),
		cost("SpawnProcess", func(c engine.Costs) time.Duration { return c.SpawnProcess }),
		cost("CopyKiB", func(c engine.Costs) time.Duration { return c.CopyKiB }),
		{"Stack", func(c engine.Costs) int64 { return int64(c.Stack) }, "bytes"},
		{"Cores", func(c engine.Costs) int64 { return int64(c.Cores) }, ""},
	}
}

// median returns the median over the rounds.
func (f field) median(rounds []engine.Costs) int64 {
	var all []int64
	for _, r := range rounds {
		all = append(all, f.of(r))
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// calibrationDocument is what calibrate --json prints.
type calibrationDocument struct {
	Go      string           `json:"Go"`
	OS      string           `json:"OS"`
	Machine string           `json:"Machine"`
	Arch    string           `json:"Arch"`
	Rounds  int              `json:"Rounds"`
	Costs   map[string]int64 `json:"Costs"`
}

func calibration(rounds []engine.Costs) calibrationDocument {
	d := calibrationDocument{runtime.Version(), runtime.GOOS, reality.Machine(), runtime.GOARCH, len(rounds), map[string]int64{}}
	for _, f := range fields() {
		d.Costs[f.name] = f.median(rounds)
	}
	return d
}

// printCosts prints the medians beside the costs of the profile "go".
func (e *environment) printCosts(rounds []engine.Costs) error {
	profile, _ := engine.Profile("go")
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	io.WriteString(w, "\there\tprofile go\t\t\n")
	for _, f := range fields() {
		io.WriteString(w, f.name+"\t"+itoa(int(f.median(rounds)))+"\t"+itoa(int(f.of(profile)))+"\t"+f.unit+"\t\n")
	}
	w.Flush()
	return e.print(b.String() + runtime.Version() + " on " + runtime.GOOS + "/" + runtime.GOARCH + ", medians of " + quantity.Plural(len(rounds), "round") + " of " + clockName + "\n")
}
