package term

import (
	"strings"

	"overlap/chart/scene"
	"overlap/chart/words"
)

// Dots returns how long something took many times as lines of characters: a strip for each row, in which higher characters
// stand for more times, and below it what there is to say of them. Times are sorted.
func Dots(d *scene.Dots, o Options) string {
	t := newTerminal(o)
	for i := range d.Rows {
		t.names = max(t.names, columns(words.Clean(d.Rows[i].Title)))
	}
	t.names = min(t.names, t.o.Width/3) + 3
	t.plot = t.o.Width - t.names - 1
	axis, _ := d.Axis()
	most := d.Tallest(axis, t.plot)
	t.out.WriteString(t.paint("1", t.cut(d.Title, t.o.Width)) + "\n")
	for i := range d.Rows {
		r := &d.Rows[i]
		t.line(r.Title, t.paint(lookColors[scene.Waiting], t.stacks(r, axis, most)))
		t.line("", t.cut(strings.ReplaceAll(t.plain(words.RangeText(r)), " · ", t.marks.between), t.plot))
	}
	t.axis(axis)
	return t.out.String()
}

// stacks returns a row's strip.
func (t *terminal) stacks(r *scene.DotRow, a scene.Axis, most int) string {
	line := []rune(pad(t.plot))
	for _, s := range r.Stacks(a, t.plot) {
		level := (s.Dots*len(t.marks.levels) + most - 1) / most // rounded up: a single dot is seen
		line[int(s.Part*float64(t.plot-1))] = t.marks.levels[level-1]
	}
	return string(line)
}
