package scene

// What is compared with what, and by what factor: sentences, tables and terminals ask here.

// Compared returns the first and the last of the panels that can be compared, the same when there are no two, nil when
// there is none.
func Compared(panels []Panel) (first, last *Panel) {
	for i := range panels {
		p := &panels[i]
		if p.Incomparable {
			continue
		}
		if first == nil {
			first = p
		}
		last = p
	}
	return first, last
}

// TimesAsFast returns how many times as fast a panel was as the first that can be compared, 0 when nothing can be said.
func (p *Panel) TimesAsFast(first *Panel) float64 {
	if first == nil || p.Incomparable || p.Failed != "" || first.Failed != "" || p.Total <= 0 || first.Total <= 0 {
		return 0
	}
	return float64(first.Total) / float64(p.Total)
}
