package svg

import "overlap/chart/words"

// Head is what stands above the picture in a file, which leaves its page behind: what ran, and with which settings.
type Head struct {
	Title    string
	Settings []string // each with its value
}

const (
	headSize  = 16 // of the title
	headLine  = 18.0
	headBelow = 10.0 // between the last line and the picture
	headLines = 3    // of settings, at most
	headPart  = " · "
)

// height returns how high the head is in a picture of a width, 0 when there is none.
func (h *Head) height(width float64) float64 {
	if h == nil {
		return 0
	}
	return headLine*float64(1+len(h.lines(width))) + headBelow
}

// lines returns the settings in lines that are no longer than a width. What has no room in the last is left out.
func (h *Head) lines(width float64) (list []string) {
	for _, s := range h.Settings {
		s = fit(words.Clean(s), nameSize, width-textWidth(headPart+"…", nameSize))
		last := len(list) - 1
		switch {
		case last >= 0 && textWidth(list[last]+headPart+s, nameSize) <= width:
			list[last] += headPart + s
		case len(list) == headLines:
			list[last] = fit(list[last]+headPart+"…", nameSize, width)
			return list
		default:
			list = append(list, s)
		}
	}
	return list
}

// write writes the head from a line of the picture down.
func (h *Head) write(out *words.Pen, width, top float64) {
	if h == nil {
		return
	}
	y := top + headSize
	anchored(out, "chart-head", "start", 0, y, fit(words.Clean(h.Title), headSize*bold, width))
	for _, line := range h.lines(width) {
		y += headLine
		anchored(out, "chart-name", "start", 0, y, line)
	}
}
