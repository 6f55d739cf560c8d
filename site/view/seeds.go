package view

import (
	"strconv"
	"strings"

	"overlap/chart/svg"
	"overlap/chart/words"
	"overlap/quantity"
	"overlap/report"
	"overlap/scenarios"
)

// manySeeds is how many seeds a page runs.
const manySeeds = 100

func (st *State) setSeeds(text string) (allowed string) {
	if text != strconv.Itoa(manySeeds) {
		return strconv.Itoa(manySeeds)
	}
	st.Seeds = true
	return ""
}

// AsksForSeeds reports whether a link's query names many seeds.
func AsksForSeeds(query string) bool {
	return strings.Contains("&"+strings.TrimPrefix(query, "?")+"&", "&seeds="+strconv.Itoa(manySeeds)+"&")
}

// SeedRuns is the runs of a state's settings with many seeds, from 0 on, whichever seed the state has.
type SeedRuns struct {
	*scenarios.Series
	state State
	sum   *report.Seeds
}

// SeedRuns returns these runs, not begun. Change is called after each of them.
func (st State) SeedRuns(change func()) *SeedRuns {
	s := &SeedRuns{state: st.copied(), sum: report.NewSeeds(st.Instance)}
	seed := uint64(0)
	next := func() *scenarios.Batch {
		if seed == manySeeds {
			return nil
		}
		s.state.Seed = seed
		seed++
		return s.state.Batch()
	}
	s.Series = scenarios.NewSeries(next, func(rs *scenarios.Results) {
		s.sum.Add(rs)
		change()
	})
	return s
}

// copied returns the state with an instance of its own, whose parameters others do not set.
func (st State) copied() State {
	own, _ := ParseState(st.Instance.Scenario, st.Settings())
	own.Variants = st.Variants
	return own
}

// Are reports whether the runs have all ended and are those of a state.
func (s *SeedRuns) Are(st State) bool {
	a, b := s.state.copied(), st.copied()
	a.Seed, b.Seed = 0, 0
	return s.sum.Runs == manySeeds && a.link() == b.link()
}

// Done returns how many of the runs have ended.
func (s *SeedRuns) Done() int { return s.sum.Runs }

// Running returns what the page shows while the runs are made.
func (s *SeedRuns) Running() string {
	return `<p><label>Running ` + strconv.Itoa(manySeeds) + ` seeds <progress id="seeds-done" max="` + strconv.Itoa(manySeeds) + `" value="` +
		strconv.Itoa(s.Done()) + `"></progress></label> ` + button("close-seeds", "Cancel", "") + "</p>"
}

// Sum returns what the runs came to, in a picture of a width in CSS pixels and in words: how often each headline and each result
// came, how long the variants took, and a seed that comes to something else.
func (s *SeedRuns) Sum(width int) string {
	sum, odd := s.sum, "All come to the same."
	if seed, does := sum.Odd(); does != "" {
		odd = s.link(seed, "Seed "+strconv.FormatUint(seed, 10)+" "+does+" →")
	} else if len(sum.Headlines.List) > 1 {
		odd = ""
	}
	html := "<p><strong>Of " + strconv.Itoa(sum.Runs) + " seeds</strong> " + odd + button("close-seeds", "Close", ` class="quiet"`) + "</p><dl>" +
		s.counts("What it came to", &sum.Headlines, sum.Spread)
	for i := range sum.Outcomes {
		if o := &sum.Outcomes[i]; len(o.List) > 1 {
			html += s.counts("“"+o.Variant.Title+"” returned", &o.Counts, sum.Returned[i])
		}
	}
	html += "</dl>"
	sum.Dots.Sort()
	if _, varies := sum.Dots.Axis(); varies {
		html += `<figure>` + svg.Dots(&sum.Dots, svg.Options{Width: width, Prefix: "dots"}) + "</figure>"
	}
	return html
}

// listedCounts is how many of what the runs came to are listed.
const listedCounts = 5

// counts returns how many of the runs came to what, the most frequent first, each with the first seed that did. Where more than a
// third would be left out it returns how they spread.
func (s *SeedRuns) counts(name string, c *scenarios.Counts, spread report.Spreads) string {
	var list []scenarios.Count
	for _, n := range c.List {
		insert(&list, n)
	}
	if s.listed(list)*3 < s.sum.Runs*2 {
		list = nil
		for _, x := range spread {
			insert(&list, scenarios.Count{Outcome: x.Text(), Runs: x.Runs, Seed: x.Seed})
		}
	}
	html := ""
	for _, n := range list[:min(len(list), listedCounts)] {
		html += "<dd><b>" + quantity.Plural(n.Runs, "run") + "</b> <span>" + esc(strings.TrimSpace(words.Clean(n.Outcome))) + " " + s.link(n.Seed, "seed\u00a0"+strconv.FormatUint(n.Seed, 10)+"\u00a0→") + "</span></dd>"
	}
	if rest := s.sum.Runs - s.listed(list); rest > 0 {
		html += "<dd><b>" + quantity.Plural(rest, "run") + "</b> something else</dd>"
	}
	return "<div><dt>" + esc(name) + "</dt>" + html + "</div>"
}

// insert puts a count into a list, behind those that are as frequent: an instance of slices.SortStableFunc would take 11 kB of the page's
// program.
func insert(list *[]scenarios.Count, n scenarios.Count) {
	*list = append(*list, n)
	for l, k := *list, len(*list)-1; k > 0 && l[k].Runs > l[k-1].Runs; k-- {
		l[k], l[k-1] = l[k-1], l[k]
	}
}

// listed returns how many runs came to what is listed.
func (s *SeedRuns) listed(list []scenarios.Count) (runs int) {
	for _, n := range list[:min(len(list), listedCounts)] {
		runs += n.Runs
	}
	return runs
}

// link returns a link to the run with a seed.
func (s *SeedRuns) link(seed uint64, text string) string {
	to := s.state
	to.Seed = seed
	return "<a" + attr("href", "?"+to.Settings()) + ">" + esc(text) + "</a>"
}
