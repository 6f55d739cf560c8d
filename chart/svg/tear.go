package svg

// A row whose bars begin before the axis or go on beyond it ends in a torn edge, so that a cut is not taken for an end.

// tears returns the torn edges of a panel, which are drawn over its bars in the colour of the paper.
func (l *Layout) tears(p *panel) (d path) {
	from, to := p.Window()
	for i, r := range p.shown.Rows {
		row := &p.rows[i]
		half := row.box/2 + 1
		for k := range r.Items {
			it := &r.Items[k]
			d.tears(Rect{p.left, row.mid - half, p.right, row.mid + half}, it.From < from && it.To > from, it.From < to && it.To > to)
		}
	}
	for i := range p.areas {
		before, beyond := false, false
		for _, r := range p.shown.Densities[i].Rows {
			for k := range r.Items {
				it := &r.Items[k]
				before, beyond = before || it.From < from && it.To > from, beyond || it.From < to && it.To > to
			}
		}
		a := p.areas[i].Rect
		d.tears(Rect{p.left, a.Top - 1, p.right, a.Bottom + 1}, before, beyond)
	}
	return d
}

// tears adds the torn edges of a rectangle.
func (d *path) tears(r Rect, left, right bool) {
	if left {
		d.tear(r.Left, 1, r.Top, r.Bottom)
	}
	if right {
		d.tear(r.Right, -1, r.Top, r.Bottom)
	}
}

// tear adds one edge, with teeth that point in a direction.
func (d *path) tear(x, direction, top, bottom float64) {
	const tooth = 4.0
	d.to('M', x-direction*2, top)
	d.to('H', x+direction)
	in := true
	for y := top; y < bottom; y += tooth {
		step := tooth * direction
		if !in {
			step = -step
		}
		in = !in
		d.to('l', step, min(tooth, bottom-y))
	}
	d.to('V', bottom)
	d.to('H', x-direction*2)
	d.b = append(d.b, 'z')
}
