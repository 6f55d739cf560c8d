// Package svg draws scenes as pictures. A Layout says where everything stands; its SVG writes it down. The layout is
// exported because a page looks up pointer positions in it: the SVG has one path per look, so there is no element per bar
// that could be asked.
package svg

import "overlap/chart/scene"

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

// Timeline returns the scene as an SVG picture. Keep the Layout instead where positions are looked up.
func Timeline(s *scene.Scene, o Options) string { return NewLayout(s, o).SVG() }

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
