package view

import (
	"strconv"

	"overlap/report/advice"
)

// mostAdvice bounds the list of advice.
const mostAdvice = 12

// Advice lists what a recorded run could do better; "" for nothing. Where the program can be edited, its lines are buttons.
func Advice(list []advice.Advice, editable bool) string {
	items := ""
	for _, a := range list[:min(len(list), mostAdvice)] {
		if a.Place != "" {
			items += "<dt>" + adviceAt(a, editable) + "</dt>"
		}
		items += "<dd>" + esc(a.Text) + "</dd>"
	}
	if items == "" {
		return ""
	}
	if n := len(list) - mostAdvice; n > 0 {
		items += "<dd>" + more(n) + "</dd>"
	}
	return `<h2>To look at</h2><dl class="advice">` + items + "</dl>"
}

func adviceAt(a advice.Advice, editable bool) string {
	name := "<code>" + esc(a.Place) + "</code>"
	if !editable || a.Line == 0 {
		return name
	}
	return `<button type="button" data-line="` + strconv.Itoa(a.Line) + `">` + name + "</button>"
}
