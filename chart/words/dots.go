package words

import (
	"overlap/chart/scene"
	"overlap/quantity"
)

// DotsSentence says how long each variant took in many runs, whose totals are sorted, for readers who do not see the dots.
func DotsSentence(d *scene.Dots) string {
	text := ""
	for i := range d.Rows {
		text += " " + rowSentence(&d.Rows[i])
	}
	return text[min(1, len(text)):]
}

func rowSentence(r *scene.DotRow) string {
	n := len(r.Totals)
	if n == 0 {
		return ""
	}
	text := quotedTitle(r.Title) + " took " + quantity.Duration(r.Totals[0])
	if least, most := r.Totals[0], r.Totals[n-1]; least != most {
		text += " to " + quantity.Duration(most) + ", half of the times at most " + quantity.Duration(r.Totals[(n-1)/2])
	} else {
		text += " each time"
	}
	if r.Failed > 0 {
		text += " and failed " + quantity.Count(r.Failed) + " of " + quantity.Count(n) + " times"
	}
	return text + "."
}

// RangeText says between which times the sorted totals of a row lie.
func RangeText(r *scene.DotRow) string {
	n := len(r.Totals)
	least, most := quantity.Duration(r.Totals[0]), quantity.Duration(r.Totals[n-1])
	if least == most {
		return least
	}
	return least + " – " + most
}
