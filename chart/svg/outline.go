package svg

import "overlap/engine/trace/summary"

// Outline returns the d attribute of a path around the bars of the spans that match, "" when none does. Of bars that share a
// pixel it asks about one, so that the work is bounded by the picture and not by the run.
func (l *Layout) Outline(match func(panel int, t *summary.Task, s *summary.Span) bool) string {
	var d path
	for i := range l.panels {
		p := &l.panels[i]
		for n := range p.shown.Rows {
			for k := range p.shown.Rows[n].Items {
				it := &p.shown.Rows[n].Items[k]
				right := -1.0
				for b := range it.Bars {
					bar := &it.Bars[b]
					box := Rect{p.x(bar.From), p.rows[n].mid - p.rows[n].box/2, p.x(bar.To), p.rows[n].mid + p.rows[n].box/2}
					if it.Task == nil || !p.Has(bar.From, bar.To) || box.Right <= right || !match(i, it.Task, &it.Task.Spans[bar.Ref]) {
						continue
					}
					right = box.Right
					box.Right = max(box.Right, box.Left+leastRun)
					d.rect(box, p.rows[n].box*boxRadius/18)
				}
			}
		}
	}
	return string(d.b)
}
