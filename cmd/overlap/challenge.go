package main

import (
	"errors"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"overlap/report/check"
	"overlap/scenarios"
	"overlap/site/challenge"
)

// asked is what the runs of a program have to pass.
type asked struct {
	challenge.Challenge
	checks []check.Check // those of the challenge, and of --check
	from   string        // the challenge's name or file, as it was given
}

// any reports whether anything is asked at all.
func (a *asked) any() bool { return a.from != "" || len(a.checks) > 0 }

// checkVar declares --check, which may be given several times.
func (a *asked) checkVar(f *pflag.FlagSet) {
	var names []string
	for _, k := range check.Kinds() {
		names = append(names, k.Name+" "+k.Example)
	}
	f.Var(&option{kind: "CHECK", several: true, allowed: "one of " + strings.Join(names, ", "), words: names, shell: cobra.ShellCompDirectiveNoFileComp, set: func(text string) bool {
		c, err := check.Parse(text)
		a.checks = append(a.checks, c)
		return err == nil
	}}, "check", `Ask something of the run, such as "within 310ms"; may be given several times (default nothing).`)
}

// challengeVar declares --challenge.
func (e *environment) challengeVar(f *pflag.FlagSet, a *asked, usage string) {
	names := challenged(e.scenarios)
	f.Var(&option{kind: "NAME", allowed: "a file, or one of " + strings.Join(names, ", "), words: names, shell: cobra.ShellCompDirectiveDefault,
		set: func(text string) bool { a.from = text; return text != "" }}, "challenge", usage+" (default no challenge).")
}

// readChallenge reads the challenge that --challenge names.
func (e *environment) readChallenge(a *asked) (err error) {
	if a.from == "" {
		return nil
	}
	if s := e.find(a.from); s != nil {
		var ok bool
		if a.Challenge, ok, err = challenge.Of(s); err == nil && !ok {
			return &usageError{"there is no challenge in " + s.ID + ": " + strings.Join(challenged(e.scenarios), ", ") + " have some"}
		}
	} else {
		file, problem := os.ReadFile(a.from)
		if problem != nil {
			return &usageError{"there is no challenge " + a.from + ", neither a file nor one of " + strings.Join(challenged(e.scenarios), ", ")}
		}
		if a.Challenge, err = challenge.Parse(file); err != nil {
			err = errors.New(a.from + ": " + err.Error())
		}
	}
	if err != nil {
		return err
	}
	own, err := a.Parsed()
	a.checks = append(own, a.checks...)
	return err
}

// challenged returns the IDs of the scenarios that have a challenge.
func challenged(list []*scenarios.Scenario) (ids []string) {
	for _, s := range list {
		if s.HasChallenge() {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// begin prints the program to begin with, and on standard error what is asked of it.
func (e *environment) begin(a *asked) error {
	text := a.Title + "\n" + wrap(a.Task, 80) + "\n"
	for _, c := range a.checks {
		text += "  - " + c.String() + "\n"
	}
	return errors.Join(e.tell(text), e.print(a.Start))
}

// trials are what came of checks over several seeds.
type trials struct {
	results []check.Result // of the first run that did not pass, else of the last
	seed    uint64         // of that run
	passed  int
	of      int
}

// trialsOf looks at the records of runs with seeds from first on.
func trialsOf(list []check.Check, records string, first uint64, seeds int) (v trials, err error) {
	for n := range seeds {
		name := records
		if n > 0 {
			name += "." + strconv.Itoa(n)
		}
		f, err := readTraced(name)
		if err != nil {
			return v, err
		}
		results := check.All(list, f.Runs[0])
		ok := check.Passed(results)
		if v.of++; ok {
			v.passed++
		}
		if v.passed == v.of || !ok && v.passed == v.of-1 {
			v.results, v.seed = results, first+uint64(n)
		}
	}
	return v, nil
}

// text says what came of the checks.
func (v trials) text(width int) string {
	var rows [][]string
	for _, r := range v.results {
		mark, says := "ok", r.Says
		if !r.OK {
			mark, says = "NO", says+" "+r.Got+"."
		}
		rows = append(rows, []string{"", mark, says})
	}
	text := "\nChecks\n" + columns(rows, width)
	switch {
	case v.of == 1:
	case v.passed == v.of:
		text += "All of " + strconv.Itoa(v.of) + " seeds pass.\n"
	default:
		text += strconv.Itoa(v.passed) + " of " + strconv.Itoa(v.of) + " seeds pass; the first that does not is --seed " + strconv.FormatUint(v.seed, 10) + ".\n"
	}
	return text
}
