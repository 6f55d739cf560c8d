package words

import "strconv"

// Pen appends markup to B, element after element. It builds no tree, because a picture is written again at every change
// of a parameter.
type Pen struct{ B []byte }

// Raw writes markup without escaping. Inlined, each of its calls would take some 300 bytes of the page's program.
//
//go:noinline
func (p *Pen) Raw(parts ...string) {
	for _, s := range parts {
		p.B = append(p.B, s...)
	}
}

// Text writes text that may come from anybody: cleaned and escaped.
func (p *Pen) Text(s string) { p.B = appendEscaped(p.B, s) }

// Attr writes a numeric attribute.
func (p *Pen) Attr(name string, v float64) {
	p.Raw(" ", name, `="`)
	p.Num(v)
	p.Raw(`"`)
}

// Num writes v with at most one decimal: a tenth of a pixel is finer than screens are.
func (p *Pen) Num(v float64) { p.B = AppendNum(p.B, v) }

// AppendNum appends v as Num writes it.
func AppendNum(b []byte, v float64) []byte {
	n := int64(v*10 + 0.5)
	if v < 0 {
		n = -int64(-v*10 + 0.5)
	}
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, n/10, 10)
	if n%10 != 0 {
		b = append(b, '.', byte('0'+n%10))
	}
	return b
}
