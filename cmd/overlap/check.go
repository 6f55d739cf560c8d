package main

import (
	"cmp"
	"errors"
	"math"
	"slices"

	"github.com/spf13/cobra"

	"overlap/quantity"
	"overlap/report"
	"overlap/scenarios"
)

func (e *environment) checkCommand() *cobra.Command {
	seeds, asJSON, net, real := 100, false, "", realOptions{Repeat: 1}
	c := &cobra.Command{
		Use: "check [SCENARIO...]", Short: "Check what the scenarios claim about themselves, over many seeds.",
		Long: "Check what scenarios claim about themselves, in the model, where it holds exactly; all scenarios when none is named. " +
			"With --net tcp, check that they take as long as the model says and end the same way over real sockets, or on the real clock where they have no services.",
		Example: "overlap check\noverlap check race gil --seeds 1000\noverlap check --net tcp --repeat 5",
		Args:    e.scenarioNames,
		ValidArgsFunction: func(*cobra.Command, []string, string) (names []cobra.Completion, _ cobra.ShellCompDirective) {
			for _, s := range e.scenarios {
				names = append(names, cobra.CompletionWithDesc(s.ID, s.Title))
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, ids []string) error {
			if net == "tcp" {
				return e.checkReality(ids, real, asJSON, c.Flags().Changed("seeds"))
			}
			if real.given(c) {
				return &usageError{"--repeat and --markdown are for --net tcp: the model takes the same time in every run"}
			}
			return e.check(ids, seeds, asJSON)
		},
	}
	intVar(c.Flags(), &seeds, "seeds", 1, maxSeeds, "How many seeds to run (default "+itoa(seeds)+").")
	c.Flags().BoolVar(&asJSON, "json", false, "Print one JSON object, with a total.")
	choiceVar(c.Flags(), &net, "net", networks(), "memory: claims, in the model; tcp: times and results over real sockets (default memory).")
	real.declare(c.Flags())
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

// checked is what became of one scenario.
type checked struct {
	id     string
	claims []scenarios.ClaimTally
	runs   int
	broken int               // runs in which a variant failed that is not meant to
	first  *scenarios.Result // the first of those variants
	whole  bool              // no seeds are missing
}

// check checks the claims of some scenarios, or of all.
func (e *environment) check(ids []string, seeds int, asJSON bool) error {
	chosen := e.chosen(ids)
	bar := e.progress(len(chosen)*seeds, "run", 0)
	defer bar.end()
	var list []checked
	runs := 0
	for _, s := range chosen {
		if e.ctx.Err() != nil {
			break
		}
		c := e.checkScenario(s, seeds, bar)
		list = append(list, c)
		runs += c.runs
	}
	bar.end()
	cut := unlessWhole(e.ctx, runs, len(chosen)*seeds, "run")
	if asJSON {
		return errors.Join(e.printJSON(checksDocument(list, seeds, cut)), cmp.Or(cut, verdictOf(list)))
	}
	return errors.Join(e.printChecks(list, seeds), cmp.Or(cut, verdictOf(list)))
}

// chosen returns the scenarios of some IDs, all when there are none.
func (e *environment) chosen(ids []string) (list []*scenarios.Scenario) {
	if len(ids) == 0 {
		return e.scenarios
	}
	for _, id := range ids {
		list = append(list, e.find(id))
	}
	return list
}

// checkScenario runs a scenario with many seeds.
func (e *environment) checkScenario(s *scenarios.Scenario, seeds int, bar *progress) checked {
	c := checked{id: s.ID}
	c.claims = s.New().Check(e.ctx, scenarios.Options{}, seeds, func(rs *scenarios.Results) {
		bar.step()
		c.runs++
		if r := firstBroken(rs); r != nil {
			if c.broken++; c.first == nil {
				c.first = r
			}
		}
	})
	c.whole = c.runs == seeds
	return c
}

// firstBroken returns the first result of a variant that failed and is not meant to, nil when there is none.
func firstBroken(rs *scenarios.Results) *scenarios.Result {
	for _, r := range rs.List {
		if r.Err != nil && !r.Variant.Fails {
			return r
		}
	}
	return nil
}

// verdictOf returns errFailed when a claim does not hold, or a run failed.
func verdictOf(list []checked) error {
	for _, c := range list {
		for _, h := range c.claims {
			if verdict(h, c.whole) == "FAILED" {
				return errFailed
			}
		}
		if c.broken > 0 {
			return errFailed
		}
	}
	return nil
}

// printChecks prints a row for each claim, and how many hold.
func (e *environment) printChecks(list []checked, seeds int) error {
	var rows [][]string
	held, claims := 0, 0
	for _, c := range list {
		if c.runs == 0 {
			continue
		}
		for _, h := range c.claims {
			if claims++; verdict(h, c.whole) != "FAILED" {
				held++
			}
			rows = append(rows, slices.Insert(claimRow(h, c.whole), 1, c.id))
		}
		if c.broken > 0 {
			rows = append(rows, []string{"FAILED", c.id, "runs", itoa(c.runs-c.broken) + " of " + itoa(c.runs),
				"every variant ends as it should (" + c.first.Variant.Name + ": " + report.Reason(c.first.Err) + ")"})
		}
	}
	width, isTerminal := terminalOf(e.stdout)
	if !isTerminal {
		width = math.MaxInt32 // programs that read the list expect each claim on one line
	}
	total := quantity.Count(held) + " of " + quantity.Plural(claims, "claim") + " hold, over " + quantity.Plural(seeds, "seed") + "\n"
	if e.ctx.Err() != nil {
		total = ""
	}
	return e.print(columns(rows, width) + total)
}

// checksJSON is what check --json prints.
type checksJSON struct {
	Seeds   int            `json:"seeds"`
	Claims  []checkedClaim `json:"claims"`
	Broken  map[string]int `json:"broken"` // by scenario, runs in which a variant failed that is not meant to
	Total   totalDocument  `json:"total"`
	Stopped *string        `json:"stopped"` // why runs are missing; null when none are
}

type checkedClaim struct {
	Scenario string `json:"scenario"`
	claimDocument
	Error *string `json:"error"` // of the first run in which it did not hold
}

type totalDocument struct {
	Scenarios int `json:"scenarios"`
	Claims    int `json:"claims"`
	OK        int `json:"ok"`
	Failed    int `json:"failed"`
}

func checksDocument(list []checked, seeds int, cut error) checksJSON {
	d := checksJSON{Seeds: seeds, Claims: []checkedClaim{}, Broken: map[string]int{}, Stopped: textOf(cut)}
	for _, c := range list {
		if !c.whole {
			continue
		}
		d.Total.Scenarios++
		for _, h := range c.claims {
			x := checkedClaim{Scenario: c.id, claimDocument: claim(h), Error: textOf(h.First)}
			if d.Claims = append(d.Claims, x); x.OK {
				d.Total.OK++
			} else {
				d.Total.Failed++
			}
		}
		if c.broken > 0 {
			d.Broken[c.id] = c.broken
		}
	}
	d.Total.Claims = len(d.Claims)
	return d
}
