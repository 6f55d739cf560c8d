// Package check says whether a recorded program did what was asked of it: in what time, what it printed, how much of it at once,
// who was cancelled. A check is written as a line, such as "within 310ms": a challenge consists of them, and so does what a
// teacher puts together.
package check

import (
	"errors"
	"strings"

	"overlap/engine/trace/reader"
	"overlap/engine/trace/summary"
)

// Check is something that is asked of a run.
type Check struct {
	kind     Kind
	argument string
	value    value
}

// Result is what came of a check.
type Result struct {
	Says string // what was asked, as a sentence
	OK   bool
	Got  string // what there was instead, a sentence without its full stop; "" when OK
}

// Parse reads a check. The error says what is allowed.
func Parse(line string) (Check, error) {
	name, argument, _ := strings.Cut(strings.TrimSpace(line), " ")
	argument = strings.TrimSpace(argument)
	var names []string
	for _, k := range Kinds() {
		if k.Name != name {
			names = append(names, k.Name)
			continue
		}
		v, ok := k.parse(argument)
		if !ok {
			return Check{}, errors.New(k.Name + " needs " + k.Needs + ", such as " + k.Name + " " + k.Example)
		}
		return Check{k, argument, v}, nil
	}
	return Check{}, errors.New(`there is no check "` + name + `": there are ` + strings.Join(names, ", "))
}

// ParseAll reads checks, one in each line. Empty lines are none.
func ParseAll(lines string) (list []Check, err error) {
	for line := range strings.Lines(lines) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		c, err := Parse(line)
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, nil
}

// String returns what is asked, as a sentence.
func (c Check) String() string {
	before, after, _ := strings.Cut(c.kind.Says, "…")
	return before + c.value.shown + after
}

// All returns what came of checks of a run, after that of the check that each run has to pass: it ends, and without an error.
func All(list []Check, run *reader.Run) []Result {
	s := seen{run: run, sum: summary.Of(run.Trace)}
	results := []Result{ended(run)}
	for _, c := range list {
		got := c.kind.differs(&s, c.value)
		results = append(results, Result{Says: c.String(), OK: got == "", Got: got})
	}
	return results
}

// Passed reports whether all went well.
func Passed(list []Result) bool {
	for _, r := range list {
		if !r.OK {
			return false
		}
	}
	return true
}

// Ends is what is asked of each run.
const Ends = "It ends, without an error."

func ended(run *reader.Run) Result {
	got := map[string]string{
		"": "The trace does not say how it ended", "error": "It ended with an error", "deadlock": "It got stuck: nothing could happen any more",
		"stopped": "It was stopped before its end", "limit": "It was ended: it might have gone on for ever",
	}[run.End.How]
	return Result{Says: Ends, OK: got == "", Got: got}
}
