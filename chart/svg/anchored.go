package svg

import "overlap/chart/words"

// anchored writes a text that begins at x, ends there or has its middle there.
func anchored(out *words.Pen, class, anchor string, x, y float64, s string) {
	out.Raw(`<text class="`, class, `" text-anchor="`, anchor, `"`)
	out.Attr("x", x)
	out.Attr("y", y)
	out.Raw(">")
	out.Text(s)
	out.Raw("</text>")
}
