package main

import (
	"io"
	"strconv"
	"text/tabwriter"

	"overlap/scenarios"
)

type checkCommand struct {
	IDs   []string `arg:"" optional:"" name:"id" help:"Scenarios to check; all when none is named."`
	Seeds int      `help:"How many seeds to run." default:"100" placeholder:"N"`
}

const maxSeeds = 100_000

// Run checks claims in the model, where they hold exactly.
func (c *checkCommand) Run(e *environment) error {
	if c.Seeds < 1 || c.Seeds > maxSeeds {
		return &scenarios.Error{Name: "seeds", Value: itoa(c.Seeds), Allowed: "a whole number from 1 to " + itoa(maxSeeds)}
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

// verdict is the line for a claim.
func verdict(id string, h scenarios.Held) string {
	word := "ok"
	if !h.OK() {
		word = "FAILED"
	}
	line := word + "\t" + id + "\t" + h.Claim.Quantifier.String() + "\t" + strconv.Itoa(h.Held) + " of " + strconv.Itoa(h.Of) + "\t" + h.Claim.Sentence
	if !h.OK() && h.First != nil {
		line += " (" + h.First.Error() + ")"
	}
	return line + "\n"
}
