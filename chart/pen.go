package chart

import "strconv"

// pen writes markup. Elements are written as they are read, without a tree: a picture is written anew
// for every change of a parameter.
type pen struct{ b []byte }

func (p *pen) raw(parts ...string) {
	for _, s := range parts {
		p.b = append(p.b, s...)
	}
}

// text writes what others wrote.
func (p *pen) text(s string) { p.b = appendEscaped(p.b, s) }

// attr writes a numeric attribute.
func (p *pen) attr(name string, v float64) {
	p.raw(" ", name, `="`)
	p.num(v)
	p.raw(`"`)
}

// num writes v with at most one decimal: a tenth of a pixel is finer than screens are.
func (p *pen) num(v float64) { p.b = appendNum(p.b, v) }

func appendNum(b []byte, v float64) []byte {
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

// path is the data of a path element.
type path struct{ b []byte }

// to writes a command letter and its numbers.
func (d *path) to(command byte, numbers ...float64) {
	d.b = append(d.b, command)
	for i, v := range numbers {
		if i > 0 {
			d.b = append(d.b, ' ')
		}
		d.b = appendNum(d.b, v)
	}
}

// rect adds a rectangle with rounded corners, or without when it is too small for them.
func (d *path) rect(r Rect, radius float64) {
	w, h := r.Right-r.Left, r.Bottom-r.Top
	c := min(radius, w/2, h/2)
	if c < 1 {
		d.to('M', r.Left, r.Top)
		d.to('h', w)
		d.to('v', h)
		d.to('h', -w)
		d.b = append(d.b, 'z')
		return
	}
	d.to('M', r.Left+c, r.Top)
	d.to('h', w-2*c)
	d.to('a', c, c, 0, 0, 1, c, c)
	d.to('v', h-2*c)
	d.to('a', c, c, 0, 0, 1, -c, c)
	d.to('h', 2*c-w)
	d.to('a', c, c, 0, 0, 1, -c, -c)
	d.to('v', 2*c-h)
	d.to('a', c, c, 0, 0, 1, c, -c)
	d.b = append(d.b, 'z')
}
