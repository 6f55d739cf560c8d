package main

import (
	"cmp"
	"context"
	"errors"
	"math"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"overlap/engine"
	"overlap/reality"
	"overlap/scenarios"
	"overlap/slack"
)

// realOptions are the flags of check for --net tcp.
type realOptions struct {
	Repeat   int
	Markdown bool
}

func (o *realOptions) declare(f *pflag.FlagSet) {
	intVar(f, &o.Repeat, "repeat", 1, 100, "With --net tcp, run each variant this often and compare the median (default 1).")
	f.BoolVar(&o.Markdown, "markdown", false, "With --net tcp, print a Markdown page.")
}

func (o *realOptions) given(c *cobra.Command) bool {
	return c.Flags().Changed("repeat") || c.Flags().Changed("markdown")
}

// compared is a variant in the model and in reality.
type compared struct {
	Scenario, Variant string
	Over              string // tcp, or clock where the scenario has no services
	Model, Real       time.Duration
	Late              time.Duration // by which the machine was late in the run of the median
	Same              bool          // it ended as in the model, or its end is luck
	Outcome           [2]string     // in the model and in the last run that ended otherwise
	Nothing           string        // why that run shows nothing, "" where it does

	in      *scenarios.Instance
	variant scenarios.Variant
	steps   int
	works   bool
	want    *scenarios.Result // in the model without costs
}

// off returns by how much reality differs from the model, and near whether that is allowed.
func (c *compared) off() time.Duration { return c.Real - c.Model }

func (c *compared) near() bool { return slack.Run{Real: c.Real, Model: c.Model, Late: c.Late}.Near() }

// percent returns the difference in hundredths of the model's time, 0 where that is too short for them to mean something.
func (c *compared) percent() float64 {
	if c.Model < time.Millisecond {
		return 0
	}
	return 100 * float64(c.off()) / float64(c.Model)
}

// checkReality compares scenarios, or all, with what they do over sockets.
func (e *environment) checkReality(ids []string, o realOptions, asJSON, seeds bool) error {
	if seeds {
		return &usageError{"--seeds cannot go with --net tcp, which is about one seed; --repeat runs it several times"}
	}
	list, sum := e.inTheModel(ids)
	waits := 1
	bar := e.progress(len(list)*o.Repeat, "run", sum*time.Duration(o.Repeat)/waiters)
	defer bar.end()
	done := 0
	for _, works := range []bool{true, false} { // what keeps processors busy runs alone, and first
		if !works {
			waits = waiters
		}
		done += e.compareAll(slices.DeleteFunc(slices.Clone(list), func(c *compared) bool { return c.works != works }), waits, o.Repeat, bar)
	}
	bar.end()
	if cut := unlessWhole(e.ctx, done, len(list), "variant"); cut != nil {
		return cut
	}
	var err error
	switch {
	case asJSON:
		err = e.printJSON(realityDocument(list, o))
	case o.Markdown:
		err = e.print(realityPage(list, o))
	default:
		width, isTerminal := terminalOf(e.stdout)
		if !isTerminal {
			width = math.MaxInt32
		}
		err = e.print(columns(realityRows(list), width) + "\n" + realityTotal(list) + "\n")
	}
	if slices.ContainsFunc(list, func(c *compared) bool { return !c.near() || !c.Same }) {
		err = errors.Join(err, errFailed)
	}
	return err
}

// waiters is how many runs that only wait go on at once.
const waiters = 8

// inTheModel returns what the model says of each variant, charged what this machine costs, and how long all take.
func (e *environment) inTheModel(ids []string) (list []*compared, sum time.Duration) {
	costs := machineCosts()
	for _, s := range e.chosen(ids) {
		over := "clock"
		if len(s.New().Services()) > 0 {
			over = "tcp"
		}
		in := s.New()
		for _, v := range in.Variants() {
			free := in.Start(v, scenarios.Options{Costs: engine.Profiles()[0]}).Finish()
			m := in.Start(v, scenarios.Options{Costs: costs}).Finish()
			list = append(list, &compared{Scenario: s.ID, Variant: v.Name, Over: over, Model: m.Total, Same: true, in: s.New(), variant: v,
				steps: free.Steps(), works: free.Works(), want: free})
			sum += m.Total
		}
	}
	return list, sum
}

// compareAll runs variants, so many at once, and returns how many it has compared.
func (e *environment) compareAll(list []*compared, atOnce, times int, bar *progress) (done int) {
	var mu sync.Mutex
	var all sync.WaitGroup
	next := make(chan *compared)
	for range atOnce {
		all.Go(func() {
			for c := range next {
				whole := e.compare(c, times, func() {
					mu.Lock()
					defer mu.Unlock()
					bar.step()
				})
				mu.Lock()
				if whole {
					done++
				}
				mu.Unlock()
			}
		})
	}
	for _, c := range list {
		next <- c
	}
	close(next)
	all.Wait()
	return done
}

// compare runs a variant and keeps the median. It reports whether all of its runs came to their ends.
func (e *environment) compare(c *compared, times int, step func()) bool {
	o := reality.Options(c.in, scenarios.Options{})
	type run struct{ total, late time.Duration }
	var runs []run
	for range times {
		r := e.runForReal(c, o)
		if r == nil {
			return false
		}
		runs = append(runs, run{r.Total, r.Late})
		if beside := slack.Beside(r, c.want); !beside.Same && (c.Same || c.Nothing != "") {
			c.Same, c.Outcome, c.Nothing = false, [2]string{c.want.Outcome(), r.Outcome()}, ""
			if beside.Verdict() == slack.ShowsNothing {
				c.Nothing = beside.Nothing()
			}
		}
		step()
	}
	slices.SortFunc(runs, func(a, b run) int { return cmp.Compare(a.total, b.total) })
	c.Real, c.Late = runs[len(runs)/2].total, runs[len(runs)/2].late
	return true
}

// runForReal runs a variant, again when that shows nothing, and notes how late the machine was; nil when ctx has ended.
func (e *environment) runForReal(c *compared, o scenarios.Options) (r *scenarios.Result) {
	for range slack.Attempts {
		meter := slack.Start()
		b := c.in.Batch(o, c.variant)
		stop := context.AfterFunc(e.ctx, b.Stop)
		r = b.Finish().List[0]
		stop()
		r.Late = meter.Take(c.steps, c.works)
		if e.ctx.Err() != nil {
			return nil
		}
		if slack.Beside(r, c.want).Verdict() != slack.ShowsNothing {
			break
		}
	}
	return r
}

// machineLine says where a comparison was made, and how busy the machine is with it and other programs.
func machineLine() string {
	text := reality.Machine() + ", " + runtime.Version()
	average, err := os.ReadFile("/proc/loadavg") // only Linux has it
	if load, _, ok := strings.Cut(string(average), " "); err == nil && ok {
		text += ", load " + load
	}
	return text
}
