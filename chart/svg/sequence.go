package svg

import (
	"slices"
	"strings"
	"time"

	"overlap/chart/scene"
	"overlap/chart/words"
	"overlap/quantity"
)

// sequence is an excerpt of a sequence, and the places of its parts. Time goes down, in order and not to scale: what happens
// within a millisecond needs as much room as what happens within a minute.
type sequence struct {
	*scene.Excerpt
	out   *words.Pen
	width float64
	left  float64 // of the first column's room
	head  float64 // height of the names
	pitch float64 // between two columns
	rows  []row
	now   time.Duration // what happens later has not happened yet; negative at the end of a run
	last  time.Duration // the last instant at which something happened, by now
}

// row is where an arrow begins, ends or does both.
type row struct {
	at      time.Duration
	arrow   int
	arrives bool // the arrow began in another row
	y       float64
}

const (
	seqRow    = 23
	seqLater  = 9  // more before a row at a later instant
	seqTimes  = 48 // least width of the column of instants
	mostPitch = 150
	seqPitch  = 56 // least distance between two lifelines
	seqLife   = 8  // width of what a task does, on its lifeline
)

// SequenceLines returns for how many lifelines a picture of a width has room.
func SequenceLines(width int) int { return max((width-seqTimes)/seqPitch, 2) }

// Sequence returns an excerpt of a sequence as an SVG picture. What happens after the instant now is faded, and what happens at
// the last instant until then is lit; a negative now is the end of the run.
func Sequence(e *scene.Excerpt, now time.Duration, o Options) string {
	o = o.withDefaults()
	s := sequence{Excerpt: e, out: &words.Pen{B: make([]byte, 0, 8<<10)}, width: float64(o.Width), left: seqTimes, now: now, last: -1}
	for i := range e.Shown {
		for _, at := range []time.Duration{e.Shown[i].At, e.Shown[i].Until} {
			s.left = max(s.left, textWidth(quantity.Duration(at), labelSize)+12)
		}
	}
	s.pitch = min((s.width-s.left)/float64(max(len(e.Columns), 1)), mostPitch)
	s.head = 22
	for _, line := range e.Columns {
		if _, second := s.name(line); second != "" {
			s.head = 36
		}
	}
	height := s.place()
	o.open(s.out, s.width, height, words.SequenceSentence(e), "")
	s.lifelines(height)
	s.times()
	for i := range e.Shown {
		s.arrow(i)
	}
	s.out.Raw("</svg>")
	return string(s.out.B)
}

// place places the rows, and returns the height of the picture.
func (s *sequence) place() (height float64) {
	for i := range s.Shown {
		a := &s.Shown[i]
		s.rows = append(s.rows, row{at: a.At, arrow: i})
		if a.Until > a.At {
			s.rows = append(s.rows, row{at: a.Until, arrow: i, arrives: true})
		}
	}
	slices.SortStableFunc(s.rows, func(a, b row) int {
		switch {
		case a.at != b.at:
			return int(min(max(a.at-b.at, -1), 1))
		case a.arrives != b.arrives && a.arrives:
			return -1
		case a.arrives != b.arrives:
			return 1
		}
		return 0
	})
	y := s.head
	for i := range s.rows {
		r := &s.rows[i]
		if i > 0 && r.at > s.rows[i-1].at {
			y += seqLater
		}
		y += seqRow
		r.y = y
		if r.at <= s.now {
			s.last = r.at
		}
	}
	return y + seqRow/2
}

// name returns a lifeline's name, in two lines if there is no room for it in one.
func (s *sequence) name(line int) (first, second string) {
	name, room := words.Clean(s.Lines[line].Name), s.pitch-4
	if i := strings.LastIndexByte(name, ' '); i > 0 && boldWidth(name, nameSize) > room {
		return fit(name[:i], nameSize*bold, room), fit(name[i+1:], nameSize*bold, room)
	}
	return fit(name, nameSize*bold, room), ""
}

// x returns the x of a lifeline.
func (s *sequence) x(line int) float64 {
	return s.left + s.pitch*(float64(slices.Index(s.Columns, line))+0.5)
}

// lifelines writes the names, the lines below them, and on each what its tasks do from instant to instant.
func (s *sequence) lifelines(height float64) {
	var lines path
	for c, line := range s.Columns {
		x := s.x(line)
		first, second := s.name(line)
		anchored(s.out, "chart-title", "middle", x, 13, first)
		anchored(s.out, "chart-title", "middle", x, 28, second)
		lines.to('M', x, s.head)
		lines.to('V', height)
		for i := 1; i < len(s.rows); i++ {
			from, to := &s.rows[i-1], &s.rows[i]
			if from.at == to.at {
				continue
			}
			if look, ok := s.Doing(c, (from.at+to.at)/2); ok && look != scene.Thin {
				var d path
				d.rect(Rect{x - seqLife/2, from.y, x + seqLife/2, to.y}, 2)
				s.write("chart-life chart-"+lookNames[look], s.later(from.at+1), d)
			}
		}
	}
	s.write("chart-lifeline", "", lines)
}

// times writes each instant beside the first row in which something happens then. What sounds like the instant before is left
// out.
func (s *sequence) times() {
	before := ""
	for i := range s.rows {
		if text := quantity.Duration(s.rows[i].at); text != before {
			anchored(s.out, "chart-step"+s.later(s.rows[i].at), "end", s.left-8, s.rows[i].y+4, text)
			before = text
		}
	}
}

// later returns how what happens at an instant differs from the rest, as more of its class.
func (s *sequence) later(at time.Duration) string {
	switch {
	case s.now >= 0 && at > s.now:
		return " chart-later"
	case s.now >= 0 && at == s.last:
		return " chart-lit-now"
	}
	return ""
}

// arrowClasses are the classes of arrows by their kinds.
var arrowClasses = [...]string{scene.Sends: "sends", scene.Connects: "sends", scene.Drops: "drops", scene.Starts: "starts", scene.Ends: "starts",
	scene.Fails: "drops", scene.Stops: "drops", scene.Cancels: "drops", scene.Wakes: "wakes"}

// arrow writes an arrow and what it stands for. An arrow to where nothing arrived is broken, and ends with a cross.
func (s *sequence) arrow(i int) {
	a := &s.Shown[i]
	from, to := s.rowOf(i, false), s.rowOf(i, a.Until > a.At)
	x1, x2 := s.x(a.From), s.x(a.To)
	way := 1.0
	if x2 < x1 {
		way = -1
	}
	x1, x2 = x1+way*seqLife/2, x2-way*seqLife/2
	var line, head path
	line.to('M', x1, from)
	if a.Kind == scene.Drops || a.Lost() {
		x2 -= way * min(s.pitch, (x2-x1)*way) / 3
		line.to('L', x2, to)
		head.cross(x2+way*5, to, 4.5)
	} else {
		line.to('L', x2-way*6, to)
		head.to('M', x2, to)
		head.to('l', -way*8, -4)
		head.to('v', 8)
		head.b = append(head.b, 'z')
	}
	class := arrowClasses[a.Kind]
	more := s.later(a.At)
	if a.Until == s.last {
		more = s.later(a.Until)
	}
	s.write("chart-"+class, more, line)
	s.write("chart-"+class+" chart-tip", more, head)
	text, left, anchor := words.Clean(words.ArrowText(a)), min(x1, x2)+3, "start"
	room := s.width - left
	if from != to && way < 0 { // near where it begins
		left, anchor, room = x1-8, "end", x1
	}
	anchored(s.out, "chart-step"+more, anchor, left, from-5, fit(text, labelSize, room))
}

// rowOf returns the y of the row in which an arrow begins or arrives.
func (s *sequence) rowOf(arrow int, arrives bool) float64 {
	return s.rows[slices.IndexFunc(s.rows, func(r row) bool { return r.arrow == arrow && r.arrives == arrives })].y
}

func (s *sequence) write(class, more string, d path) { writePath(s.out, class+more, d) }
