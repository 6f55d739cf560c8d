package main

import (
	"encoding/json"
	"io"
	"strconv"
	"time"

	"overlap/report"
	"overlap/scenarios"
)

// writeJSON writes one value, indented, for programs and for people who look at what programs get.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

func quote(s string) string { return strconv.Quote(s) }

// runDocument is what run --json prints.
type runDocument struct {
	Scenario string            `json:"scenario"`
	Seed     uint64            `json:"seed"`
	Clock    string            `json:"clock"`
	Network  string            `json:"network"`
	Costs    string            `json:"costs"`
	Params   map[string]string `json:"params"`
	Variants []variantDocument `json:"variants"`
	Headline headlineDocument  `json:"headline"`
	Speedup  *float64          `json:"speedup"` // the first comparable variant's total over the last's; null when there is none
	*seedsDocument
}

type headlineDocument struct {
	Text  string   `json:"text"`
	About string   `json:"about"`
	Tone  string   `json:"tone"`  // plain, good or bad
	Wrong []string `json:"wrong"` // names of the variants whose result is not what it should be
}

type variantDocument struct {
	Name    string        `json:"name"`
	TotalNS time.Duration `json:"total_ns"`
	Result  any           `json:"result"` // as JSON where the text is, else the text
	Error   *string       `json:"error"`
	Stats   statsDocument `json:"stats"`
}

type statsDocument struct {
	Tasks           int `json:"tasks"`
	Records         int `json:"records"`
	Connections     int `json:"connections"`
	PeakConnections int `json:"peak_connections"`
}

func document(in *scenarios.Instance, p plan, rs *scenarios.Results, t *report.Seeds) runDocument {
	d := runDocument{Scenario: in.Scenario.ID, Seed: rs.Seed, Clock: p.clock, Network: p.network, Costs: p.options.Costs.Name,
		Params: map[string]string{}, Variants: []variantDocument{}}
	for _, p := range in.Params() {
		d.Params[p.Name] = p.String()
	}
	for _, r := range rs.List {
		d.Variants = append(d.Variants, variant(r))
	}
	h := report.Headline(rs)
	d.Headline = headlineDocument{h.Text, h.About, h.Tone.String(), append([]string{}, h.Wrong...)}
	if x := report.Speedup(rs); x > 0 {
		d.Speedup = &x
	}
	if t != nil {
		d.seedsDocument = seedsOf(t)
	}
	return d
}

func variant(r *scenarios.Result) variantDocument {
	s := r.Summary().Stats
	d := variantDocument{Name: r.Variant.Name, TotalNS: r.Total, Result: r.Value,
		Stats: statsDocument{s.Tasks, s.Records, s.Connections, s.PeakConnections}}
	if json.Valid([]byte(r.Value)) {
		d.Result = json.RawMessage(r.Value)
	}
	if r.Err != nil {
		text := r.Err.Error()
		d.Error = &text
	}
	return d
}
