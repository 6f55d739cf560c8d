package scenarios

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"
)

// Sample gives every parameter a legal value by chance, and about half of them their default, so that a test sees
// ordinary settings, single changes and odd combinations. Query returns the values chosen.
func (in *Instance) Sample(r *rand.Rand) {
	for _, p := range in.d.params {
		v := p.Default
		if r.IntN(2) == 0 {
			v = p.sample(r)
		}
		p.Set(v)
	}
}

// sample returns a legal value. It prefers both ends of a range and, in wide ranges, small numbers: there programs most
// often behave differently.
func (p *Param) sample(r *rand.Rand) Value {
	span := p.sampleMax - p.Min
	switch {
	case p.Kind == KindTable:
		return p.sampleRows(r)
	case p.Kind == KindBool || p.Kind == KindChoice:
		return p.FromNumber(r.Int64N(span + 1))
	}
	switch r.IntN(6) {
	case 0:
		return p.FromNumber(p.Min)
	case 1:
		return p.FromNumber(p.sampleMax)
	case 2:
		return p.FromNumber(p.Min + r.Int64N(span+1))
	}
	n := int64(math.Exp(r.Float64()*math.Log(float64(span)+2))) - 1 // each power of two is as likely as the next
	if n = p.Min + min(n, span); p.Kind == KindDuration {
		n -= n % int64(time.Millisecond)
	}
	return p.FromNumber(n)
}

// oddCells are cells that a program may take for something else, such as a separator, a number or markup.
var oddCells = []string{"", " ", "0", "-1", "007", `a=b;c\`, `"quoted"`, "naïve ✓", "<b>&amp;</b>", "MISS", "NOT_FOUND", "x\ty"}

// sampleRows drops, adds, changes and reorders rows of the default table.
func (p *Param) sampleRows(r *rand.Rand) Value {
	v := p.Default
	for range 1 + r.IntN(3) {
		rows := v.rows
		edited := slices.Clone(rows)
		switch n := r.IntN(4); {
		case n == 0 && len(rows) < MaxRows:
			edited = append(edited, Row{"new " + strconv.Itoa(r.IntN(100)), p.sampleCell(r, rows)})
		case len(rows) == 0:
		case n == 1:
			edited = slices.Delete(edited, r.IntN(len(rows)), len(rows)) // and all that follow
		case n == 2:
			edited[r.IntN(len(rows))].Value = p.sampleCell(r, rows)
		default:
			r.Shuffle(len(rows), func(i, j int) { edited[i], edited[j] = edited[j], edited[i] })
		}
		if legal, err := p.FromRows(edited); err == nil {
			v = legal
		}
	}
	return v
}

// sampleCell returns a value that may or may not be legal in the table.
func (p *Param) sampleCell(r *rand.Rand, rows Rows) string {
	switch n := r.IntN(3); {
	case n == 0:
		return oddCells[r.IntN(len(oddCells))]
	case n == 1 && len(rows) > 0:
		return rows[r.IntN(len(rows))].Value
	}
	return time.Duration(r.IntN(20_000) * int(time.Millisecond)).String()
}
