package main

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"overlap/quantity"
)

// realityRows returns a row for each variant, those that fail marked.
func realityRows(list []*compared) [][]string {
	rows := [][]string{{"", "scenario", "variant", "over", "model", "real", "difference", "", "result"}}
	for _, c := range list {
		mark := "ok"
		switch {
		case c.Nothing != "":
			mark = "LATE"
		case !c.near() || !c.Same:
			mark = "FAILED"
		}
		rows = append(rows, append([]string{mark}, c.cells()...))
	}
	return rows
}

// cells returns what is known of a variant.
func (c *compared) cells() []string {
	result := "same"
	if !c.Same {
		result = "ended with " + c.Outcome[1] + ", in the model with " + c.Outcome[0]
	}
	if c.Nothing != "" {
		result += "; " + c.Nothing
	}
	return []string{c.Scenario, c.Variant, c.Over, milliseconds(c.Model), milliseconds(c.Real), signed(milliseconds(c.off())), signed(strconv.FormatFloat(c.percent(), 'f', 1, 64)) + " %", result}
}

func milliseconds(d time.Duration) string {
	return strconv.FormatFloat(float64(d)/float64(time.Millisecond), 'f', 1, 64) + " ms"
}

// signed gives a number that is not negative a plus.
func signed(number string) string {
	if strings.HasPrefix(number, "-") {
		return "−" + number[1:]
	}
	return "+" + number
}

// realityTotal returns the median difference, the worst one, how many are near the model, and the machine.
func realityTotal(list []*compared) string {
	off := func(c *compared) float64 { return max(c.percent(), -c.percent()) }
	sorted := slices.SortedFunc(slices.Values(list), func(a, b *compared) int { return cmp.Compare(off(a), off(b)) })
	near, same, nothing := 0, 0, 0
	for _, c := range list {
		if c.near() {
			near++
		}
		if c.Same {
			same++
		}
		if c.Nothing != "" {
			nothing++
		}
	}
	late := ""
	if nothing > 0 {
		late = ", " + quantity.Count(nothing) + " show nothing, because the machine was late"
	}
	middle, worst := sorted[len(sorted)/2], sorted[len(sorted)-1]
	return "median difference " + strconv.FormatFloat(off(middle), 'f', 2, 64) + " %, worst " + signed(strconv.FormatFloat(worst.percent(), 'f', 1, 64)) + " % (" + worst.Scenario + " " + worst.Variant + ", " +
		signed(milliseconds(worst.off())) + ")\n" +
		quantity.Count(near) + " of " + quantity.Plural(len(list), "variant") + " within 5 % or 10 ms, and what the machine was late; " + quantity.Count(same) + " end as in the model" + late + "\n" +
		machineLine()
}

// realityPage returns the comparison as a page of Markdown.
func realityPage(list []*compared, o realOptions) string {
	var b strings.Builder
	b.WriteString("# The model and reality\n\nMade by `make reality`: every variant of every scenario, over TCP on loopback, or on the real clock alone where it has no services, " +
		"beside the model, charged what this machine was measured to cost (`overlap calibrate`). Medians of " + quantity.Plural(o.Repeat, "run") + "; " +
		strconv.Itoa(waiters) + " that only wait run at once.\n\n")
	b.WriteString(strings.ReplaceAll(realityTotal(list), "\n", ".\n\n") + ".\n\n")
	b.WriteString("| scenario | variant | over | model | real | difference | | result |\n|---|---|---|--:|--:|--:|--:|---|\n")
	for _, c := range list {
		b.WriteString("| " + strings.Join(c.cells(), " | ") + " |\n")
	}
	return b.String()
}

// realityJSON is what check --net tcp --json prints.
type realityJSON struct {
	Machine  string         `json:"machine"`
	Repeat   int            `json:"repeat"`
	Variants []comparedJSON `json:"variants"`
}

type comparedJSON struct {
	Scenario string        `json:"scenario"`
	Variant  string        `json:"variant"`
	Over     string        `json:"over"`
	Model    time.Duration `json:"model_ns"`
	Real     time.Duration `json:"real_ns"`
	Late     time.Duration `json:"late_ns"`
	Same     bool          `json:"same"`
	Nothing  bool          `json:"shows_nothing,omitempty"` // the machine was late, and a result that is not the same says nothing
	OK       bool          `json:"ok"`
}

func realityDocument(list []*compared, o realOptions) realityJSON {
	d := realityJSON{Machine: machineLine(), Repeat: o.Repeat, Variants: []comparedJSON{}}
	for _, c := range list {
		d.Variants = append(d.Variants, comparedJSON{c.Scenario, c.Variant, c.Over, c.Model, c.Real, c.Late, c.Same, c.Nothing != "", c.near() && c.Same})
	}
	return d
}
