package svg

import (
	"strings"

	"overlap/chart/words"
)

// wrapTitles breaks the panels' titles into lines between their words, where one line has no room for all.
func (l *Layout) wrapTitles() {
	for i := range l.panels {
		p, line := &l.panels[i], ""
		room := l.Width - l.totalRoom(p)
		for _, word := range strings.Fields(words.Clean(p.Title)) {
			switch {
			case line == "":
				line = word
			case boldWidth(line+" "+word, totalSize) > room:
				p.title, line = append(p.title, fit(line, totalSize*bold, room)), word
			default:
				line += " " + word
			}
		}
		p.title = append(p.title, fit(line, totalSize*bold, room))
	}
}

// titleHeight returns how much of the height a panel's title takes.
func (l *Layout) titleHeight(p *panel) float64 { return titleLine + nextTitle*float64(len(p.title)-1) }

// totalRoom returns how much of the title's line the total takes.
func (l *Layout) totalRoom(p *panel) float64 {
	if !l.totalAbove(p) {
		return 0
	}
	return boldWidth(words.TotalOnAxis(p.Strip), totalSize) + 12
}

// totalAbove reports whether the total stands in the title's line, because there is no room beside the rows or they go on
// for ever.
func (l *Layout) totalAbove(p *panel) bool { return l.size.namesAbove || len(p.Stuck) > 0 }
