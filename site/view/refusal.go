package view

import (
	"errors"
	"strconv"
	"strings"

	"overlap/scenarios"
)

// Refusal says beside a control what is wrong with what was typed there, and what is allowed.
func Refusal(err error) string {
	e, ok := errors.AsType[*scenarios.Error](err)
	if !ok {
		return err.Error()
	}
	if e.Value == "" {
		return "Empty; allowed is " + e.Allowed + "."
	}
	value := e.Value
	if len(value) > 40 {
		value = strings.ToValidUTF8(value[:40], "") + "…"
	}
	return strconv.Quote(value) + " is not allowed; allowed is " + e.Allowed + "."
}

// RefusalOfRows is Refusal for a table: it names the first row that is wrong and keeps to that row's problem.
func RefusalOfRows(p *scenarios.Param, rows scenarios.Rows) string {
	c := p.Columns
	seen := map[string]bool{}
	for i, r := range rows {
		row := "Row " + strconv.Itoa(i+1) + ": "
		switch {
		case r.Key == "":
			return row + "the " + c.Key + " is empty; every row needs one."
		case seen[r.Key]:
			return row + "the " + c.Key + " " + strconv.Quote(r.Key) + " is there already; each may come once."
		case c.Legal != nil && !c.Legal(r.Value):
			return row + "the " + c.Value + " " + strconv.Quote(r.Value) + " is not allowed; allowed is " + c.Allowed + "."
		}
		seen[r.Key] = true
	}
	return "Allowed are " + p.Allowed() + "."
}
