// Package svg draws scenes as SVG pictures. A Layout holds the place of every part of a picture, and its method SVG writes
// the markup. The layout is exported because a page looks up pointer positions in it: the markup has one path per look,
// and no element per bar that could receive pointer events.
package svg

import (
	"overlap/chart/scene"
	"overlap/chart/words"
)

// Options say how a chart is drawn. The zero value is a chart for a desktop page.
type Options struct {
	// Width of the picture in CSS pixels: 0 is 880. It is clamped to 160 to 4000. A page draws
	// again for another width instead of scaling the picture, so that text keeps its size.
	Width int
	// Prefix begins every id in the picture; charts on one page need different prefixes. Empty is "chart".
	Prefix string
	// Style is that of a picture for a file, which has a background, too: FileCSS or SeenCSS. In a page it is "".
	Style string
	// Over is what a file has over the picture, as Overlay returns it. A page writes it when the picture stands.
	Over string
	// Dots are shown with the picture, which leaves them room; nil for none. In a file they stand below it, with their title; a page
	// has a figure for them.
	Dots *scene.Dots
	// Head stands above the picture in a file; nil for none.
	Head *Head
	// Lanes draws some of the rows of a panel that has too many for all, below its densities.
	Lanes bool
}

// margin is the paper around a picture in a file, in pixels. In a page the page has it.
const margin = 12

const (
	defaultWidth = 880
	leastWidth   = 160
	mostWidth    = 4000
)

func (o Options) withDefaults() Options {
	if o.Width <= 0 {
		o.Width = defaultWidth
	}
	o.Width = min(max(o.Width, leastWidth), mostWidth)
	if o.Prefix == "" {
		o.Prefix = "chart"
	}
	return o
}

// open writes the start of a picture with its name and description, which may be "". In a page both are attributes, because
// browsers show a title element as a tooltip over the whole chart.
func (o Options) open(out *words.Pen, width, height float64, name, description string) {
	left, top := 0.0, 0.0
	if o.Style != "" {
		head := o.Head.height(width)
		left, top, width, height = -margin, -margin-head, width+2*margin, height+2*margin+head
	}
	if o.Head != nil {
		name = o.Head.Title + ". " + name
	}
	out.Raw(`<svg xmlns="http://www.w3.org/2000/svg" class="chart`)
	out.Raw(`" id="`)
	out.Text(o.Prefix)
	out.Raw(`" role="img"`)
	out.Attr("width", width)
	out.Attr("height", height)
	out.Raw(` viewBox="`)
	out.Num(left)
	out.Raw(" ")
	out.Num(top)
	out.Raw(" ")
	out.Num(width)
	out.Raw(" ")
	out.Num(height)
	if o.Style == "" {
		out.Raw(`" aria-label="`)
		if out.Text(name); description != "" {
			out.Raw(" ")
			out.Text(description)
		}
		out.Raw(`">`)
		return
	}
	out.Raw(`" aria-labelledby="`)
	out.Text(o.Prefix)
	out.Raw("-title")
	if description != "" {
		out.Raw(`" aria-describedby="`)
		out.Text(o.Prefix)
		out.Raw("-desc")
	}
	out.Raw(`">`)
	o.idElement(out, "title", name)
	if description != "" {
		o.idElement(out, "desc", description)
	}
	out.Raw("<style>", o.Style, `</style><rect class="chart-paper"`)
	out.Attr("x", left)
	out.Attr("y", top)
	out.Raw(` width="100%" height="100%"/>`)
	o.Head.write(out, width-2*margin, top+margin)
}

// idElement writes a title or desc element with the id that the picture's aria attributes refer to.
func (o Options) idElement(out *words.Pen, element, s string) {
	out.Raw("<", element, ` id="`)
	out.Text(o.Prefix)
	out.Raw("-", element, `">`)
	out.Text(s)
	out.Raw("</", element, ">")
}
