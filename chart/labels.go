package chart

// sign is what a task works on and the boxes in a row that are about it, from one of its spans to another.
type sign struct {
	text        string
	first, last int
}

// signsOf returns what is to be written into an item's boxes: each text once for the boxes that follow each
// other and are about the same. What the row is named after need not be said again.
func signsOf(r row, it item) []sign {
	var signs []sign
	before := ""
	for i := range it.task.Spans {
		s := &it.task.Spans[i]
		if from, to := it.clip(s); from >= to || lookOf(s) == thin {
			continue
		}
		text := it.label(i)
		switch {
		case text == "" || text == r.name:
		case text == before:
			signs[len(signs)-1].last = i
		default:
			signs = append(signs, sign{clean(text), i, i})
		}
		before = text
	}
	return signs
}

// place returns the first of the sign's boxes with the room it needs, or else the one with the most, and
// how much that is.
func (g sign) place(it item, need float64, room func(span int) float64) (best int, most float64) {
	best = g.first
	for i := g.first; i <= g.last && most < need; i++ {
		if lookOf(&it.task.Spans[i]) == thin {
			continue
		}
		if n := room(i); n > most {
			best, most = i, n
		}
	}
	return best, most
}
