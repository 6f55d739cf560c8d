package words

import (
	"strconv"

	"overlap/chart/scene"
	"overlap/quantity"
)

// DotsSentence says how long each variant took in many runs, or what it did in one run, for readers who do not see the dots.
// Times are sorted.
func DotsSentence(d *scene.Dots) string {
	text := ""
	if d.Title != "" {
		text = " " + d.Title + "."
	}
	for i := range d.Rows {
		text += " " + rowSentence(&d.Rows[i])
	}
	return text[min(1, len(text)):]
}

func rowSentence(r *scene.DotRow) string {
	n := len(r.Times)
	if n == 0 {
		return ""
	}
	if r.Marked != nil {
		text := quotedTitle(r.Title) + ": " + quantity.Count(n)
		if r.Times[0] == r.Times[n-1] {
			return text + ", each " + quantity.Duration(r.Times[0]) + "."
		}
		return text + " from " + quantity.Duration(r.Times[0]) + " to " + quantity.Duration(r.Times[n-1]) + ", " + percentiles(r, ", ") + "."
	}
	text := quotedTitle(r.Title) + " took " + quantity.Duration(r.Times[0])
	if least, most := r.Times[0], r.Times[n-1]; least != most {
		text += " to " + quantity.Duration(most) + ", half of the times at most " + quantity.Duration(r.Times[(n-1)/2])
	} else {
		text += " each time"
	}
	if r.Failed > 0 {
		text += " and failed " + quantity.Count(r.Failed) + " of " + quantity.Count(n) + " times"
	}
	return text + "."
}

// RangeText says where the sorted times of a row lie: its percentiles, where these are marked, else from when to when.
func RangeText(r *scene.DotRow) string {
	n := len(r.Times)
	switch {
	case n == 0:
		return ""
	case r.Marked != nil:
		return percentiles(r, " · ")
	}
	least, most := quantity.Duration(r.Times[0]), quantity.Duration(r.Times[n-1])
	if least == most {
		return least
	}
	return least + " – " + most
}

func percentiles(r *scene.DotRow, between string) string {
	text := ""
	for i, p := range r.Marked {
		if i > 0 {
			text += between
		}
		text += "p" + strconv.FormatFloat(float64(p.Thousandths)/10, 'f', -1, 64) + " " + quantity.Duration(p.At)
	}
	return text
}
