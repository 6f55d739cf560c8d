package awaitables

import (
	"time"

	"overlap/quantity"
	"overlap/scenarios"
)

// headline says what is left to wait for, of a task that ran meanwhile and of a future, and what was refused.
func (k *kinds) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("sequential")
	if r == nil {
		return scenarios.Headline{}
	}
	task, future := k.task-k.coroutine, k.future-max(k.task, k.coroutine)
	h := scenarios.Headline{Text: quantity.Unbroken("Task: "+left(task)+" left,") + " " + quantity.Unbroken("future: "+left(future)), About: "What was left to wait, awaited in turn (" + quantity.Duration(r[0].Total) + " in all)"}
	if refused := map[string]string{"number": "a number", "text": "a text", "function": "a function"}[k.fifth]; refused != "" {
		h.Text += ", " + quantity.Unbroken(refused+": refused")
	}
	if gathered := rs.Well("concurrent"); gathered != nil {
		h.About += " · Gathered " + quantity.Duration(gathered[0].Total)
	}
	return h
}

// left says how much of a wait is left.
func left(wait time.Duration) string {
	if wait <= 0 {
		return "0 s"
	}
	return quantity.Duration(wait)
}
