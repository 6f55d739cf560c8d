//go:build !js

package breaker

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"overlap/engine/trace"
	"overlap/scenarios"
)

// Claims says what holds of runs, and how often.
func (c *client) Claims(d *scenarios.Declaration) {
	d.Always("without a breaker every call is made and takes its time; a rejected one takes none", c.totals)
	d.Always("with a breaker that has opened all further calls are rejected, until its time is over", c.staysOpen)
	d.Always("a breaker goes from closed to open, half-open after its time, and on to closed or open again", c.states)
	d.Chance("the breaker rejects a call", c.rejection, rejects)
	d.Chance("tried again when it is half-open, it closes", c.recovery, recovers)
}

// callOutcomes returns how the calls of a run ended, in the order in which they were begun: "A1 ok", "A2 failed",
// "A3 rejected".
func callOutcomes(r *scenarios.Result) (lines []string) {
	rejected := map[trace.TaskID]bool{} // only rejected calls are marked
	for _, mark := range r.Summary().Marks {
		rejected[mark.Task] = true
	}
	for _, call := range r.Summary().Tasks {
		switch {
		case call.Name == "client":
		case rejected[call.ID]:
			lines = append(lines, call.Name+" rejected")
		case call.Error != "":
			lines = append(lines, call.Name+" failed")
		default:
			lines = append(lines, call.Name+" ok")
		}
	}
	return lines
}

func isRejected(line string) bool { return strings.HasSuffix(line, " rejected") }

// totals adds up what took time: the calls that were made, of which calls to A may overlap, and the pause before the
// second try.
func (c *client) totals(rs *scenarios.Results) error {
	for _, r := range rs.List {
		made := 0
		lines := callOutcomes(r)
		for _, line := range lines {
			if !isRejected(line) && (!c.together || line[0] == 'B') {
				made++
			}
		}
		want := time.Duration(made) * c.latency
		if c.together { // no call to A is rejected, and none is tried again
			want += c.latency
		}
		if r.Variant.Name == "half-open" && slices.ContainsFunc(lines, isRejected) {
			want += c.open
		}
		if r.Variant.Name == "none" && len(lines) != c.calls+c.healthy {
			return errors.New("breaker: without a breaker " + strconv.Itoa(len(lines)) + " calls are made")
		}
		if err := r.Took(want); err != nil {
			return err
		}
	}
	return nil
}

// staysOpen wants no call to be made after the first rejection: rejections take no time, so that the breaker is open for
// the rest of the run.
func (c *client) staysOpen(rs *scenarios.Results) error {
	open := map[byte]bool{}
	for _, line := range callOutcomes(rs.Of("breaker")) {
		guards := line[0]
		if c.shared {
			guards = 'A'
		}
		if !isRejected(line) && open[guards] {
			return errors.New("breaker: " + line + " after a call was rejected")
		}
		open[guards] = open[guards] || isRejected(line)
	}
	return nil
}

// states follows a breaker from one change to the next. B's own breaker never changes.
func (c *client) states(rs *scenarios.Results) error {
	follows := map[string]string{"closed": "open", "open": "half-open", "half-open": "closed open"}
	for _, r := range rs.List {
		state, since := "closed", int64(0)
		for i, b := range r.Summary().Statuses {
			if b.Of != "breaker" || i == 0 {
				continue
			}
			if !strings.Contains(follows[state], b.Text) || b.Text == "half-open" && b.From < since+int64(c.open) {
				return errors.New("breaker: " + r.Variant.Name + " goes from " + state + " to " + b.Text + " at " + time.Duration(b.From).String())
			}
			state, since = b.Text, b.From
		}
	}
	return nil
}

// opens returns the probability that threshold calls in a row fail, among n calls. The first such row ends with the k-th
// call when a success comes right before the row, and no such row before that success.
func (c *client) opens(n int) float64 {
	row := math.Pow(c.fails, float64(c.threshold))
	not := make([]float64, n+1) // by k: the probability that the first k calls have no such row
	for k := range not {
		switch {
		case k < c.threshold:
			not[k] = 1
		case k == c.threshold:
			not[k] = 1 - row
		default:
			not[k] = not[k-1] - (1-c.fails)*row*not[k-c.threshold-1]
		}
	}
	return 1 - not[n]
}

// rejection returns the probability that a call comes after the breaker has opened. Calls to A that are made at once
// all come before.
func (c *client) rejection() float64 {
	switch {
	case c.shared && c.healthy > 0:
		return c.opens(c.calls)
	case c.together:
		return 0
	}
	return c.opens(c.calls - 1)
}

// recovery returns the probability that the first rejected call, which becomes the trial, goes well.
func (c *client) recovery() float64 {
	byA := 0.0
	if !c.together {
		byA = c.opens(c.calls - 1)
	}
	return byA*(1-c.fails) + (c.rejection() - byA) // B's calls go well
}

func rejects(rs *scenarios.Results) error {
	if !slices.ContainsFunc(callOutcomes(rs.Of("breaker")), isRejected) {
		return errors.New("breaker: no call is rejected")
	}
	return nil
}

func recovers(rs *scenarios.Results) error {
	if !strings.Contains(rs.Of("half-open").Value, "half-open → closed") {
		return errors.New("breaker: it does not close again")
	}
	return nil
}
