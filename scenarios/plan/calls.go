package plan

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"overlap/quantity"
	"overlap/scenarios"
)

// call is a row of the table.
type call struct {
	name, service string // no service has no limit
	latency       latency
	after         []string // names of the calls whose answers it needs
	fails         float64  // in percent
	retries       int
}

// Bounds on a call.
const (
	maxName    = 24 // characters
	maxRetries = 5
)

// The cells of a row.
const (
	nameCell = 1 + iota
	serviceCell
	latencyCell
	afterCell
	failsCell
	retriesCell
)

var callColumns = scenarios.Columns{Key: "call", Value: "service", More: []string{"latency", "after", "fails", "retries"}, Check: spell, New: another, Text: text}

var limitColumns = scenarios.Columns{Key: "service", Value: "at once", Allowed: "a whole number from 1 to 60", Legal: func(text string) bool {
	return 1 <= whole(text) && whole(text) <= scenarios.MaxRows
}}

// whole returns a whole number, −1 for a text that is none.
func whole(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return -1
	}
	return n
}

// spell returns rows as calls write them: "1500 ms" becomes "1.5s".
func spell(rows scenarios.Rows) (scenarios.Rows, *scenarios.CellError) {
	calls, wrong := parseCalls(rows)
	spelt := make(scenarios.Rows, len(calls))
	for i, c := range calls {
		spelt[i] = c.row()
	}
	return spelt, wrong
}

// text returns a cell as people read it: "1.5 s" for "1.5s".
func text(heading, cell string) string {
	if l, ok := parseLatency(cell); ok && heading == "latency" {
		return l.text()
	}
	return cell
}

// row returns the row that a call is parsed from.
func (c *call) row() scenarios.Row {
	fails, retries := "", ""
	if c.fails > 0 {
		fails = strconv.FormatFloat(c.fails, 'f', -1, 64) + "%"
	}
	if c.retries > 0 {
		retries = strconv.Itoa(c.retries)
	}
	cells := []string{c.service, c.latency.String(), strings.Join(c.after, ","), fails, retries}
	return scenarios.Row{Key: c.name, Value: strings.TrimRight(strings.Join(cells, "~"), "~")}
}

// another returns a call that the table does not have.
func another(rows scenarios.Rows) scenarios.Row {
	for n := len(rows) + 1; ; n++ {
		name := "call " + strconv.Itoa(n)
		if _, taken := rows.Get(name); !taken {
			return scenarios.Row{Key: name, Value: "~100ms"}
		}
	}
}

// parseCalls reads a table's rows.
func parseCalls(rows scenarios.Rows) (calls []*call, wrong *scenarios.CellError) {
	for i, r := range rows {
		c, cell, why := parseCall(r)
		if slices.ContainsFunc(calls, func(other *call) bool { return other.name == c.name }) {
			cell, why = nameCell, strconv.Quote(c.name)+" is there already; each may come once"
		}
		if why != "" {
			return nil, &scenarios.CellError{Row: i + 1, Cell: cell, Why: why}
		}
		calls = append(calls, c)
	}
	return calls, checkNeeds(calls)
}

// parseCall reads a row. why says what is wrong with which cell, "" for nothing.
func parseCall(r scenarios.Row) (c *call, cell int, why string) {
	c = &call{}
	cells := append([]string{r.Key}, strings.Split(r.Value, "~")...)
	if len(cells) > retriesCell {
		return c, serviceCell, "a cell has no ~"
	}
	for len(cells) < latencyCell {
		cells = append(cells, "")
	}
	for i, text := range cells {
		if why := c.read(i+1, strings.Join(strings.Fields(text), " ")); why != "" {
			return c, i + 1, why
		}
	}
	return c, 0, ""
}

// read sets what one cell says.
func (c *call) read(cell int, text string) (why string) {
	ok := true
	switch cell {
	case nameCell:
		c.name = text
		return checkName(text)
	case serviceCell:
		if c.service = text; text != "" {
			return checkName(text)
		}
	case latencyCell:
		if c.latency, ok = parseLatency(text); !ok {
			return refused(text, latencyAllowed)
		}
	case afterCell:
		for _, name := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' }) {
			if name = strings.TrimSpace(name); name != "" && !slices.Contains(c.after, name) {
				c.after = append(c.after, name)
			}
		}
	case failsCell:
		var err error
		if c.fails, err = strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix("0"+text, "%")), 64); err != nil || !(c.fails <= 100) {
			return refused(text, "a percentage from 0% to 100%, such as 2% or 0.5%")
		}
	case retriesCell:
		if c.retries = whole("0" + text); c.retries < 0 || c.retries > maxRetries {
			return refused(text, "a whole number from 0 to "+strconv.Itoa(maxRetries))
		}
	}
	return ""
}

func refused(text, allowed string) string {
	if text == "" {
		return "it is empty; allowed is " + allowed
	}
	return strconv.Quote(text) + " is not allowed; allowed is " + allowed
}

// checkName refuses names with the signs that tables and lists are written with, and those that a spreadsheet would take for a
// formula: a table may come from the author of a link.
func checkName(name string) (why string) {
	if name == "" || utf8.RuneCountInString(name) > maxName || strings.ContainsAny(name, `~,;=\`) || strings.ContainsAny(name[:1], "+-@") {
		return refused(name, "a name of at most "+quantity.Count(maxName)+` characters without ~ , ; = and \, which does not begin with + - or @`)
	}
	return ""
}
