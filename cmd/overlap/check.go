package main

import (
	"io"
	"math"
	"slices"

	"github.com/spf13/cobra"

	"overlap/scenarios"
)

func (e *environment) checkCommand() *cobra.Command {
	seeds := 100
	c := &cobra.Command{
		Use: "check [SCENARIO...]", Short: "Check what the scenarios claim about themselves, over many seeds.",
		Long:    "Check what scenarios claim about themselves, in the model, where it holds exactly; all scenarios when none is named.",
		Example: "overlap check\noverlap check race gil --seeds 1000",
		Args:    e.scenarioNames,
		ValidArgsFunction: func(*cobra.Command, []string, string) (names []cobra.Completion, _ cobra.ShellCompDirective) {
			for _, s := range e.scenarios {
				names = append(names, cobra.CompletionWithDesc(s.ID, s.Title))
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, ids []string) error { return e.check(ids, seeds) },
	}
	intVar(c.Flags(), &seeds, "seeds", 1, maxSeeds, "How many seeds to run (default "+itoa(seeds)+").")
	return c
}

// scenarioNames refuses arguments that name no scenario.
func (e *environment) scenarioNames(_ *cobra.Command, ids []string) error {
	for _, id := range ids {
		if e.find(id) == nil {
			return e.unknownScenario(id)
		}
	}
	return nil
}

// check checks the claims of some scenarios, or of all.
func (e *environment) check(ids []string, seeds int) error {
	chosen := e.scenarios
	if len(ids) > 0 {
		chosen = nil
	}
	for _, id := range ids {
		chosen = append(chosen, e.find(id))
	}
	var rows [][]string
	failed := false
	for _, s := range chosen {
		for _, h := range s.New().Check(scenarios.Options{}, seeds) {
			failed = failed || !h.OK()
			rows = append(rows, slices.Insert(claimRow(h), 1, s.ID))
		}
	}
	width, isTerminal := terminalOf(e.stdout)
	if !isTerminal {
		width = math.MaxInt32 // programs that read the list expect each claim on one line
	}
	if _, err := io.WriteString(e.stdout, columns(rows, width)); err != nil || !failed {
		return err
	}
	return errFailed
}
