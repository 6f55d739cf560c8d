package view

import "overlap/report/advice"

// mostAdvice bounds the list of advice.
const mostAdvice = 12

// Advice lists what a recorded run could do better; "" for nothing.
func Advice(list []advice.Advice) string {
	items := ""
	for _, a := range list[:min(len(list), mostAdvice)] {
		if a.Place != "" {
			items += "<dt><code>" + esc(a.Place) + "</code></dt>"
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
