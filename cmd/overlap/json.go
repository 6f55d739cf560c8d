package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"overlap/report"
	"overlap/scenarios"
)

// printJSON prints one value, indented, for programs and for people who look at what programs get.
func (e *environment) printJSON(v any) error {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return cmp.Or(enc.Encode(v), e.printDocument(b.String(), inJSON))
}

func quote(s string) string { return strconv.Quote(s) }

// runDocument is what run --json prints.
type runDocument struct {
	Scenario string               `json:"scenario"`
	Seed     uint64               `json:"seed"`
	Clock    string               `json:"clock"`
	Network  string               `json:"network"`
	Connect  elsewhere            `json:"connect,omitempty"`  // services of other programs, and where they are
	Unheeded []string             `json:"unheeded,omitempty"` // parameters that are for those services to heed: only the model does
	LeftOut  []string             `json:"left_out,omitempty"` // parameters by which those would be stopped, as nobody here can
	Asked    map[string]answering `json:"asked,omitempty"`    // databases, by the service in whose place they answered
	Costs    string               `json:"costs"`
	Params   map[string]string    `json:"params"`
	Faults   []string             `json:"faults,omitempty"`
	Past     []string             `json:"past,omitempty"`
	Variants []variantDocument    `json:"variants"`
	Headline headlineDocument     `json:"headline"`
	Speedup  *float64             `json:"speedup"`           // the first comparable variant's total over the last's; null when there is none
	Stopped  *string              `json:"stopped"`           // why runs are missing; null when none are
	Repeats  map[string]spread    `json:"repeats,omitempty"` // by variant, with --repeat
	*seedsDocument
}

type headlineDocument struct {
	Text  string   `json:"text"`
	About string   `json:"about"`
	Tone  string   `json:"tone"`  // plain, good or bad
	Wrong []string `json:"wrong"` // names of the variants whose result is not what it should be
}

type variantDocument struct {
	Name      string             `json:"name"`
	TotalNS   time.Duration      `json:"total_ns"`
	Result    any                `json:"result"` // as JSON where the text is, else the text
	Error     *string            `json:"error"`
	Stats     statsDocument      `json:"stats"`
	Latencies *latenciesDocument `json:"latencies,omitempty"` // of what the scenario is about
}

// latenciesDocument says how latencies of a variant spread. Percentiles are by nearest rank.
type latenciesDocument struct {
	Count int           `json:"count"`
	P50   time.Duration `json:"p50_ns"`
	P95   time.Duration `json:"p95_ns"`
	P99   time.Duration `json:"p99_ns"`
	P999  time.Duration `json:"p999_ns"`
	Max   time.Duration `json:"max_ns"`
}

type statsDocument struct {
	Tasks           int `json:"tasks"`
	Records         int `json:"records"`
	Connections     int `json:"connections"`
	PeakConnections int `json:"peak_connections"`
}

func document(in *scenarios.Instance, p plan, x *outcome) runDocument {
	d := runDocument{Scenario: in.Scenario.ID, Seed: x.Seed, Clock: p.clock, Network: p.network, Connect: p.tcp.Elsewhere, Costs: in.Charged(p.options),
		Params: map[string]string{}, Variants: []variantDocument{}}
	for _, p := range in.Params() {
		d.Params[p.Name] = p.String()
	}
	away := elsewhere(p.tcp.Elsewhere).absent(in)
	d.Unheeded, d.LeftOut = away.unheeded(in), away.unstopped(in)
	if len(p.databases) > 0 {
		d.Asked = map[string]answering{}
		for _, a := range p.databases.asked(in) {
			d.Asked[a.Service] = a
		}
	}
	for _, s := range in.PastSettings() {
		d.Past = append(d.Past, s.Text)
	}
	for _, f := range in.Faults() {
		d.Faults = append(d.Faults, f.String())
	}
	for _, r := range x.List {
		d.Variants = append(d.Variants, variant(r))
	}
	h := report.Headline(x.Results)
	d.Headline = headlineDocument{h.Text, h.About, h.Tone.String(), append([]string{}, h.Wrong...)}
	if f := report.Speedup(x.Results); f > 0 {
		d.Speedup = &f
	}
	if stopped, ok := errors.AsType[*cutShort](x.failed); ok {
		d.Stopped = textOf(stopped)
	}
	if len(x.repeats) > 0 {
		d.Repeats = map[string]spread{}
		for k, r := range x.repeats[0].List {
			d.Repeats[r.Variant.Name] = spreadOf(x.repeats, k)
		}
	}
	if x.seeds != nil {
		d.seedsDocument = seedsOf(x.seeds)
	}
	return d
}

func variant(r *scenarios.Result) variantDocument {
	s := r.Summary().Stats
	d := variantDocument{Name: r.Variant.Name, TotalNS: r.Total, Result: r.Value,
		Stats: statsDocument{s.Tasks, s.Records, s.Connections, s.PeakConnections}}
	if n := len(r.Latencies); n > 0 {
		d.Latencies = &latenciesDocument{n, r.Percentile(500), r.Percentile(950), r.Percentile(990), r.Percentile(999), r.Latencies[n-1]}
	}
	if json.Valid([]byte(r.Value)) {
		d.Result = json.RawMessage(r.Value)
	}
	d.Error = textOf(r.Err)
	return d
}

// textOf returns an error's text, nil when there is none.
func textOf(err error) *string {
	if err == nil {
		return nil
	}
	text := err.Error()
	return &text
}
