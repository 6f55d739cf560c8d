package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"overlap/report"
	"overlap/scenarios/all"
)

// What people read fits into the width that they ask for, and into a narrow one.
func TestTextFitsTheWidth(t *testing.T) {
	if testing.Short() {
		t.Skip("every scenario's runs and sweeps in three widths take minutes under the race detector")
	}
	for _, s := range all.List() {
		lines := [][]string{{"run", s.ID, "--seeds", "2"}}
		if names := report.Sweepable(s.New()); len(names) > 0 {
			lines = append(lines, []string{"sweep", s.ID, "--over", names[0]})
		}
		for _, args := range lines {
			for _, width := range []int{40, 80, 120} {
				_, stdout, _ := trial(all.List(), false, append(args, "--width", itoa(width))...)
				for line := range strings.Lines(stdout) {
					if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > width {
						t.Errorf("%v: %d columns of %d: %s", args, n, width, line)
					}
				}
			}
		}
	}
}

// With --ascii nothing else is printed, by any command, also not in errors; what cannot be spelt is not just dropped.
func TestASCII(t *testing.T) {
	if testing.Short() {
		t.Skip("every scenario is printed twice, which takes minutes under the race detector")
	}
	lines := []string{"--help", "list", "list --json", "help run", "check --seeds 2", "check --seeds 2 --json", "version",
		"run leak --json", "run breaker --svg -", "run fanout --jsonl -", "run deadlock --perfetto -", "run fanout --csv -", "run nagle --cache-data ä=ö",
		"sweep echo --over clients=1..100", "sweep fanout --over product=20..22 --csv", "sweep echo --over delay --svg -", "sweep restaurant --over taking --json", "run “x”", "frob–"}
	for _, s := range all.List() {
		lines = append(lines, "run "+s.ID+" --seeds 2", "help run "+s.ID)
	}
	for _, line := range lines {
		args := append(strings.Fields(line), "--ascii")
		if args[0] == "help" {
			args[0] = "--ascii"
			args[len(args)-1] = "--help"
		}
		_, stdout, stderr := trial(all.List(), false, args...)
		_, usual, _ := trial(all.List(), false, strings.Fields(line)...)
		if i := strings.IndexFunc(stdout+stderr, func(r rune) bool { return r >= utf8.RuneSelf }); i >= 0 || stdout+stderr == "" {
			t.Errorf("%s: not ASCII: %.40q", line, (stdout + stderr)[max(i, 0):])
		}
		if marks := strings.Count(stdout, "?") - strings.Count(usual, "?"); marks > 0 && !strings.Contains(line, "breaker") {
			t.Errorf("%s: %d characters have no spelling in ASCII", line, marks)
		}
	}
}

// Every command has an example, and every flag with a value that is there without the flag says so in its help.
func TestHelpHasExamplesAndDefaults(t *testing.T) {
	var visit func(c *cobra.Command)
	visit = func(c *cobra.Command) {
		if !c.HasExample() && c.Name() != "version" && c.Name() != "help" && c.CommandPath() != "overlap sweep downloads" {
			t.Errorf("%s has no example", c.CommandPath())
		}
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			optional := f.Value.Type() == "bool" || f.Value.Type() == "FILE" || f.Name == "seeds" && c.HasParent() || f.Name == "repeat" || f.Name == "over"
			if _, isParameter := f.Value.(parameter); (isParameter || !optional) && !f.Hidden && !strings.Contains(f.Usage, "default ") {
				t.Errorf("%s --%s says no default: %s", c.CommandPath(), f.Name, f.Usage)
			}
		})
		for _, sub := range c.Commands() {
			visit(sub)
		}
	}
	visit((&environment{scenarios: all.List()}).commands())
}
