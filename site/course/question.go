// Package course makes what learning platforms import: questions for their question banks, a cartridge of links, and a course of
// tasks that report a score. The answers are those of the engine, and every address leads to a site that stands somewhere.
package course

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"overlap/scenarios"
	"overlap/site/view"
)

// Question is a question about a run, whose answer is a time or one of several choices.
type Question struct {
	ID        string // unique in the bank: "fanout", "fanout-slow-database"
	Topic     string // the category
	Name      string // as teachers see it in the bank
	Text      string
	Choices   []string // nil where the answer is a time
	Right     int      // index of the answer in Choices
	At        time.Duration
	Tolerance time.Duration // how far from At an answer is right
	Said      string        // what the run comes to, for who has answered
	scenario  string        // its ID
	query     string        // the settings of the run
}

// questionsOf returns at least one question for a scenario: what its page asks readers to guess, and for each preset how long the
// variant takes that its headline is about. When ctx ends it returns its error.
func questionsOf(ctx context.Context, s *scenarios.Scenario) (all []Question, err error) {
	lucky := Question{}
	for _, preset := range append([]scenarios.Preset{{}}, s.New().Presets()...) {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		st, err := view.ReadState(s, preset.Query)
		if err != nil {
			return nil, &scenarios.QueryError{Why: s.ID + ": " + err.Error()}
		}
		rs, asks, luck := st.Run(), false, false
		q := Question{ID: s.ID, Topic: s.Topic.String(), Name: s.Title, Text: s.Question, Said: view.Conclusion(rs), scenario: s.ID, query: preset.Query}
		if preset.Name == "" {
			asks, luck = q.guess(st.Instance, rs)
		} else {
			q.ID, q.Name = s.ID+"-"+preset.Slug(), s.Title+" – "+preset.Name
			asks = q.total(st.Instance, rs)
		}
		if luck {
			lucky = q
		} else if asks {
			all = append(all, q)
		}
	}
	if len(all) == 0 && lucky.Text != "" { // rather than to ask nothing: it is what the page asks
		all = append(all, lucky)
	}
	return all, nil
}

// guess asks what the scenario's page asks, and reports whether it asks anything, and whether the answer is a time to which luck may
// have added.
func (q *Question) guess(in *scenarios.Instance, rs *scenarios.Results) (asks, luck bool) {
	g := rs.Guess()
	if g.Ask == "" {
		return false, false
	}
	q.Choices, q.Right = g.Choices, g.Right
	if g.Choices != nil {
		q.Text += " " + g.Ask
		return true, false
	}
	if with := settings(in); with != "" && len(with) <= longestSettings {
		q.Text += " Settings: " + with + "."
	}
	q.time(g.Ask, g)
	return true, rs.Ran(g.Variant).Report.Random
}

// total asks how long the variant takes that the headline is about. What fails, takes no time, is luck, or has settings that nobody
// reads in a question, is no question.
func (q *Question) total(in *scenarios.Instance, rs *scenarios.Results) bool {
	about := rs.Ran(view.CodeVariant(rs, view.End, ""))
	with := settings(in)
	if about == nil || about.Err != nil || about.Total <= 0 || about.Variant.Undetermined || about.Report.Random || len(with) > longestSettings {
		return false
	}
	q.Text += " Now with these settings instead: " + with + "."
	q.time("How long does “"+about.Variant.Title+"” take?", scenarios.Guess{Variant: about.Variant.Name, At: about.Total})
	return true
}

// longestSettings bounds the text of the settings in a question, in bytes.
const longestSettings = 200

// time asks for a time, and says in which unit, and how exact an answer must be.
func (q *Question) time(ask string, g scenarios.Guess) {
	q.At, q.Tolerance = g.At, g.Tolerance()
	q.Text += " " + ask + " Answer in milliseconds; 5 % more or less is right."
}

// settings returns what the run is set to, as people read it: the main parameters, what differs from the defaults, and tables,
// which the question may be about, unless these are long.
func settings(in *scenarios.Instance) string {
	text := func(tables bool) string {
		var list []string
		for _, p := range in.Params() {
			table := p.Kind == scenarios.KindTable
			if p.Changed() || !table && slices.Contains(in.MainParams(), p) || table && tables && len(p.Value().Rows()) > 0 {
				list = append(list, p.Label+" "+view.OnPaper(p))
			}
		}
		return strings.Join(list, "; ")
	}
	if all := text(true); len(all) <= longestSettings {
		return all
	}
	return text(false)
}

// milliseconds returns a duration as a number of milliseconds, exactly.
func milliseconds(d time.Duration) string {
	return strconv.FormatFloat(float64(d)/1e6, 'f', -1, 64)
}
