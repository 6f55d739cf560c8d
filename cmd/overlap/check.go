package main

import (
	"io"
	"text/tabwriter"

	"overlap/scenarios"
)

type checkCommand struct {
	IDs   []string `arg:"" optional:"" name:"id" help:"Scenarios to check; all when none is named."`
	Seeds int      `help:"How many seeds to run." default:"100" placeholder:"N"`
}

// Run checks claims in the model, where they hold exactly.
func (c *checkCommand) Run(e *environment) error {
	if err := checkSeeds(c.Seeds); err != nil {
		return err
	}
	chosen := e.scenarios
	if len(c.IDs) > 0 {
		chosen = nil
	}
	for _, id := range c.IDs {
		s := e.find(id)
		if s == nil {
			return e.unknown(id)
		}
		chosen = append(chosen, s)
	}
	w := tabwriter.NewWriter(e.stdout, 0, 0, 2, ' ', 0)
	failed := false
	for _, s := range chosen {
		for _, h := range s.New().Check(scenarios.Options{}, c.Seeds) {
			failed = failed || !h.OK()
			io.WriteString(w, verdict(s.ID, h))
		}
	}
	if err := w.Flush(); err != nil || !failed {
		return err
	}
	return errFailed
}
