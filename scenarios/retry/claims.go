//go:build !js

package retry

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"time"

	"overlap/engine/trace"
	"overlap/scenarios"
)

// Claims says what holds of runs, and how often.
func (r *retry) Claims(d *scenarios.Declaration) {
	d.Always("the n-th call ends when n calls and n−1 delays are over; the delays double, and jitter only shortens them", r.instants)
	d.Always("when to retry changes nothing about what is called: as many calls, as many successes", r.sameCalls)
	d.Chance("a client that retries gets its answer", r.answered, firstAnswered("exponential"))
	d.Chance("one that does not gets it", r.lucky, firstAnswered("none"))
	d.Mean("the calls that a client with retries makes", r.load, r.callsEach)
}

// callEnds returns the instants at which each client's calls ended, by the client's task.
func callEnds(r *scenarios.Result) map[trace.TaskID][]time.Duration {
	ended := map[trace.TaskID][]time.Duration{}
	for _, task := range r.Summary().Tasks {
		if task.Name == "call" {
			ended[task.Parent] = append(ended[task.Parent], time.Duration(task.EndedAt))
		}
	}
	return ended
}

// instants compares each call's end with the longest delays of its variant.
func (r *retry) instants(rs *scenarios.Results) error {
	for _, res := range rs.List {
		if res.Err != nil {
			return res.Err
		}
		for _, ends := range callEnds(res) {
			delays := time.Duration(0)
			for i, end := range ends {
				least := time.Duration(i+1) * r.latency
				if end > least+delays || res.Variant.Name != "jitter" && end != least+delays || end < least {
					return errors.New("retry: " + res.Variant.Name + ": call " + strconv.Itoa(i+1) + " ends at " + end.String() + ", not " + (least + delays).String())
				}
				if res.Variant.Name == "fixed" {
					delays += r.delay
				} else {
					delays += r.delay << i
				}
			}
		}
	}
	return nil
}

// sameCalls compares what the three variants that retry have done.
func (r *retry) sameCalls(rs *scenarios.Results) error {
	for _, res := range rs.List[1:] {
		if got, want := withoutPeak(res), withoutPeak(rs.List[1]); got != want {
			return errors.New("retry: " + res.Variant.Name + ": " + got + ", not " + want)
		}
	}
	return nil
}

// withoutPeak returns the result without its peak, which depends on the delays.
func withoutPeak(r *scenarios.Result) string {
	text, _, _ := strings.Cut(r.Value, ", peak")
	return text
}

// answered returns the probability that not all tries fail.
func (r *retry) answered() float64 { return 1 - math.Pow(r.fails, float64(r.tries)) }

func (r *retry) lucky() float64 { return 1 - r.fails }

// load returns how many calls a client makes on average: the n-th if all before it have failed.
func (r *retry) load() (sum float64) {
	for n := range r.tries {
		sum += math.Pow(r.fails, float64(n))
	}
	return sum
}

func (r *retry) callsEach(rs *scenarios.Results) float64 {
	made := 0
	for _, rec := range rs.Of("exponential").Trace.All() {
		if rec.Kind == trace.TaskGrouped {
			made++
		}
	}
	return float64(made) / float64(r.clients)
}

// firstAnswered returns a check that the first client of the variant gets its answer.
func firstAnswered(variant string) func(*scenarios.Results) error {
	return func(rs *scenarios.Results) error {
		r, first := rs.Of(variant), trace.TaskID(0)
		for _, rec := range r.Trace.All() {
			switch {
			case rec.Kind == trace.TaskMade && first == 0 && r.Trace.String(rec.Text) == "client 1":
				first = rec.Task
			case rec.Kind == trace.Mark && rec.Task == first && r.Trace.String(rec.Text) == "ok":
				return nil
			}
		}
		return errors.New("retry: the first client of " + variant + " gets no answer")
	}
}
