package main

import (
	"io"
	"runtime"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"overlap/engine"
)

const maxRounds = 1000

func (e *environment) calibrateCommand() *cobra.Command {
	rounds, asJSON := 7, false
	c := &cobra.Command{
		Use: "calibrate", Short: "Measure what this machine charges Go for tasks, threads and sockets.",
		Long: "Measure what this machine charges Go for tasks, threads and sockets, beside what the profile \"go\" says, which --costs go " +
			"charges. It measures processor time where the system tells it, so that other programs disturb little.",
		Example: "overlap calibrate\noverlap calibrate --rounds 21 --json",
		RunE:    func(*cobra.Command, []string) error { return e.calibrate(rounds, asJSON) },
	}
	intVar(c.Flags(), &rounds, "rounds", 1, maxRounds, "How often to measure; the table has the medians (default "+itoa(rounds)+").")
	c.Flags().BoolVar(&asJSON, "json", false, "Print one JSON object, in nanoseconds and bytes.")
	return c
}

// calibrate measures n rounds.
func (e *environment) calibrate(n int, asJSON bool) error {
	rounds := make([]engine.Costs, n)
	for i := range rounds {
		if e.ctx.Err() != nil {
			return e.ctx.Err()
		}
		m := meter{}
		rounds[i] = m.costs()
		if m.err != nil {
			return m.err
		}
	}
	if asJSON {
		return writeJSON(e.stdout, calibration(rounds))
	}
	return writeCosts(e.stdout, rounds)
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
	Go     string           `json:"Go"`
	OS     string           `json:"OS"`
	Arch   string           `json:"Arch"`
	Rounds int              `json:"Rounds"`
	Costs  map[string]int64 `json:"Costs"`
}

func calibration(rounds []engine.Costs) calibrationDocument {
	d := calibrationDocument{runtime.Version(), runtime.GOOS, runtime.GOARCH, len(rounds), map[string]int64{}}
	for _, f := range fields() {
		d.Costs[f.name] = f.median(rounds)
	}
	return d
}

// writeCosts prints the medians beside the costs of the profile "go".
func writeCosts(to io.Writer, rounds []engine.Costs) error {
	profile, _ := engine.Profile("go")
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', tabwriter.AlignRight)
	io.WriteString(w, "\there\tprofile go\t\t\n")
	for _, f := range fields() {
		io.WriteString(w, f.name+"\t"+itoa(int(f.median(rounds)))+"\t"+itoa(int(f.of(profile)))+"\t"+f.unit+"\t\n")
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err := io.WriteString(to, runtime.Version()+" on "+runtime.GOOS+"/"+runtime.GOARCH+", medians of "+itoa(len(rounds))+" rounds of "+clockName+"\n")
	return err
}
