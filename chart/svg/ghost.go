package svg

import "overlap/chart/words"

const ghostPad = 3 // between the rows and the frame of a former run

// ghost draws a frame around a panel's rows that is as long as a former run was, and below it how long that was. A frame says
// that better than the former bars would: two runs whose rows differ, drawn over each other, are noise. Beyond the axis the
// frame has no end.
func (l *Layout) ghost(out *words.Pen, p *panel) {
	end := p.x(p.Ghost.Total)
	var frame path
	frame.to('M', p.left, p.top-ghostPad)
	frame.to('H', end)
	if p.Has(p.Ghost.Total, p.Ghost.Total) {
		frame.to('V', p.ghostY)
	} else {
		frame.to('M', end, p.ghostY)
	}
	frame.to('H', p.left)
	l.pathElement(out, "ghost", frame, false)
	text := words.GhostText(p.Ghost)
	x := min(max(end-textWidth(text, labelSize), p.left), l.Width-textWidth(text, labelSize))
	l.text(out, "chart-note", x, p.ghostY+labelSize, text)
}
