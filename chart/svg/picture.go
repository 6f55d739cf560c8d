// Package svg draws scenes as pictures. A Layout says where everything stands; its SVG writes it down. The layout is
// exported because a page looks up pointer positions in it: the SVG has one path per look, so there is no element per bar
// that could be asked.
package svg

import "overlap/chart/words"

// Options say how a chart is drawn. The zero value is a chart for a desktop page.
type Options struct {
	// Width is that of the picture in CSS pixels: 0 is 880, or 280 when Compact. It is held between 160
	// and 4000. A page draws again for another width rather than scale the picture, so that text keeps its size.
	Width int
	// Prefix begins every id in the picture; charts on one page need different ones. Empty is "chart".
	Prefix string
	// Standalone makes a file of its own: with its style, light and dark, and a background.
	Standalone bool
	// Compact draws bars and nothing else, about 90 pixels high, for a card.
	Compact bool
}

const (
	defaultWidth = 880
	compactWidth = 280
	leastWidth   = 160
	mostWidth    = 4000
)

func (o Options) orDefault() Options {
	if o.Width <= 0 {
		o.Width = defaultWidth
		if o.Compact {
			o.Width = compactWidth
		}
	}
	o.Width = min(max(o.Width, leastWidth), mostWidth)
	if o.Prefix == "" {
		o.Prefix = "chart"
	}
	return o
}

// open begins a picture with its name and, unless that is "", its description. In a page both are an attribute: a title
// element would pop up as a tooltip over the whole chart.
func (o Options) open(out *words.Pen, width, height float64, name, description string) {
	out.Raw(`<svg xmlns="http://www.w3.org/2000/svg" class="chart`)
	if o.Compact {
		out.Raw(" chart-compact")
	}
	out.Raw(`" id="`)
	out.Text(o.Prefix)
	out.Raw(`" role="img"`)
	out.Attr("width", width)
	out.Attr("height", height)
	out.Raw(` viewBox="0 0 `)
	out.Num(width)
	out.Raw(" ")
	out.Num(height)
	if !o.Standalone {
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
	o.words(out, "title", name)
	if description != "" {
		o.words(out, "desc", description)
	}
	out.Raw("<style>", standaloneCSS(), `</style><rect class="chart-paper" width="100%" height="100%"/>`)
}

// words writes a title or a description that the picture is known by.
func (o Options) words(out *words.Pen, element, s string) {
	out.Raw("<", element, ` id="`)
	out.Text(o.Prefix)
	out.Raw("-", element, `">`)
	out.Text(s)
	out.Raw("</", element, ">")
}
