package svg

import "math"

// rowPlace is the place of a row, and the measures that depend on its height.
type rowPlace struct {
	mid              float64
	nameY            float64 // baseline of its name, 0 for none
	pitch, box, thin float64
	together         int // how many rows from this one on look the same and have one name; 0 for the others of these
}

// high returns a row of a height.
func high(height float64) rowPlace {
	r := rowPlace{pitch: height, box: math.Round(height * 18 / rowPitch), thin: 4, together: 1}
	if height < leastPitch {
		r.box, r.thin = 0.8*height, min(max(0.4*height, 2), 4)
	}
	return r
}

// inside reports whether bars are high enough for text.
func (r *rowPlace) inside() bool { return r.pitch >= leastPitch }

// sign returns half the height of a sign on a bar, or at its end.
func (r *rowPlace) sign() float64 { return min(max(r.box/2-2, r.pitch/3), 5) }

// text returns the middle of what is written beside a row: that of all rows that have one name.
func (r *rowPlace) text() float64 { return r.mid + r.pitch*float64(r.together-1)/2 }

func (r *rowPlace) top() float64    { return r.mid - r.pitch/2 }
func (r *rowPlace) bottom() float64 { return r.mid + r.pitch/2 }

// The heights below which rows are not lowered.
const (
	leastPitch = 11 // of rows with text
	leastAbove = 13 // of rows, and of their names, where names stand above rows
	leastNext  = 8  // of a service's rows but its first, which alone is named
	leastClose = 4  // of rows that look the same, and of several that are no more than lines
	fewLines   = 3  // of which each keeps its name
)
