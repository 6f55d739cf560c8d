package svg

import (
	"overlap/chart/scene"
	"overlap/chart/words"
)

const (
	dotSize   = 5  // width of a dot, with the gap to the next
	dotRow    = 26 // height of the dots of a row
	dotMargin = 4
)

// dotsTitle is the height of what stands over the dots below a picture.
const dotsTitle = 44

// withDots returns how much height the dots that are shown with a picture take, with their title.
func (o Options) withDots() float64 {
	if o.Dots == nil {
		return 0
	}
	return dotsTitle + dotsHeight(o.Dots, o)
}

func dotsHeight(d *scene.Dots, o Options) float64 {
	return (dotNames(d, o)+dotRow+dotMargin)*float64(len(d.Rows)) + axisLine
}

// besideDots returns how much room rows' names take on the left of their dots, and what there is to say of the times on the right: 0 where
// dots would have less than the half of the width.
func besideDots(d *scene.Dots, o Options) (left, right float64) {
	for i := range d.Rows {
		left = max(left, textWidth(words.Clean(d.Rows[i].Title), nameSize)+nameGap)
		right = max(right, textWidth(words.RangeText(&d.Rows[i]), nameSize)+nameGap)
	}
	if 2*(left+right) > float64(o.Width) {
		return 0, 0
	}
	return left, right
}

// dotNames returns the height of what stands above the dots of a row where that has no room beside them: names, and what there is to say
// of the times below them where a name has no room beside it.
func dotNames(d *scene.Dots, o Options) float64 {
	if left, _ := besideDots(d, o); left > 0 {
		return 0
	}
	for i := range d.Rows {
		if r := &d.Rows[i]; textWidth(words.Clean(r.Title), nameSize)+nameGap+textWidth(words.RangeText(r), nameSize) > float64(o.Width) {
			return 2 * nameLine
		}
	}
	return nameLine
}
