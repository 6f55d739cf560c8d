package svg

import (
	"math"
	"time"

	"overlap/chart/words"
)

// path is the d attribute of a path element.
type path struct {
	b      []byte
	x, y   float64 // where the last rectangle began, in tenths of a pixel
	closed int     // length of b after that rectangle
}

// to writes a command letter and its numbers.
func (d *path) to(command byte, numbers ...float64) {
	d.b = append(d.b, command)
	for i, v := range numbers {
		if i > 0 {
			d.b = append(d.b, ' ')
		}
		d.b = words.AppendNum(d.b, v)
	}
}

// rect adds a rectangle with rounded corners, or without when it is too small for them.
func (d *path) rect(r Rect, radius float64) {
	w, h := r.Right-r.Left, r.Bottom-r.Top
	c := min(radius, w/2, h/2)
	if c < 1 {
		d.begin(r.Left, r.Top)
		d.to('h', w)
		d.to('v', h)
		d.to('h', -w)
		d.close()
		return
	}
	d.begin(r.Left+c, r.Top)
	d.to('h', w-2*c)
	d.to('a', c, c, 0, 0, 1, c, c)
	d.to('v', h-2*c)
	d.to('a', c, c, 0, 0, 1, -c, c)
	d.to('h', 2*c-w)
	d.to('a', c, c, 0, 0, 1, -c, -c)
	d.to('v', 2*c-h)
	d.to('a', c, c, 0, 0, 1, c, -c)
	d.close()
}

// begin moves to where a rectangle begins: from where the one before began, which takes fewer bytes where many stand in a row. Both
// are rounded first, so that no error adds up.
func (d *path) begin(x, y float64) {
	x, y = math.Floor(10*x+.5), math.Floor(10*y+.5)
	if d.closed > 0 && d.closed == len(d.b) {
		d.to('m', (x-d.x)/10, (y-d.y)/10)
	} else {
		d.to('M', x/10, y/10)
	}
	d.x, d.y = x, y
}

func (d *path) close() {
	d.b = append(d.b, 'z')
	d.closed = len(d.b)
}

// pathElement writes a path of the class chart-name. A patterned path is filled with the pattern of that name. More is
// appended to the class attribute.
func (l *Layout) pathElement(out *words.Pen, name string, d path, patterned bool, more ...string) {
	if len(d.b) == 0 {
		return
	}
	out.Raw(`<path class="chart-`, name)
	out.Raw(more...)
	out.Raw(`"`)
	if patterned {
		out.Raw(` fill="url(#`)
		out.Text(l.o.Prefix)
		out.Raw("-", name, `)"`)
	}
	out.Raw(` d="`)
	out.B = append(out.B, d.b...)
	out.Raw(`"/>`)
}

// box writes the attributes that place a rect element.
func (l *Layout) box(out *words.Pen, r Rect) {
	out.Attr("x", r.Left)
	out.Attr("y", r.Top)
	out.Attr("width", r.Right-r.Left)
	out.Attr("height", r.Bottom-r.Top)
}

// text writes a text element; its y is the baseline.
func (l *Layout) text(out *words.Pen, class string, x, y float64, s string) {
	out.Raw(`<text class="`, class, `"`)
	l.finishText(out, x, y, s)
}

// textFrom writes a text that is true from an instant on.
func (l *Layout) textFrom(out *words.Pen, class string, at time.Duration, x, y float64, s string) {
	out.Raw(`<text class="`, class, `"`)
	l.from(out, at)
	l.finishText(out, x, y, s)
}

func (l *Layout) finishText(out *words.Pen, x, y float64, s string) {
	out.Attr("x", x)
	out.Attr("y", y)
	out.Raw(">")
	out.Text(s)
	out.Raw("</text>")
}
