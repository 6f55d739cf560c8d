package main

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"time"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"overlap/chart/scene"
	"overlap/report"
	"overlap/scenarios"
)

// A card is the picture that other sites show with a link to a page, in the size and format that all of them take.
const (
	cardWidth, cardHeight = 1200, 630
	cardMargin            = 72
)

// The colours of a card are those of the site's light theme: whoever shows it knows nothing of the reader's.
var (
	cardPaper = color.RGBA{0xfb, 0xfb, 0xf9, 0xff}
	cardInk   = color.RGBA{0x1b, 0x1f, 0x24, 0xff}
	cardSoft  = color.RGBA{0x5c, 0x65, 0x70, 0xff}
	cardTones = map[scenarios.Tone]color.RGBA{scenarios.Plain: cardInk, scenarios.Good: {0x24, 0x74, 0x3a, 0xff}, scenarios.Bad: {0xb3, 0x26, 0x1e, 0xff}}
	cardLooks = [scene.Looks]struct{ fill, edge color.RGBA }{
		scene.Thin:      {color.RGBA{0x8b, 0x93, 0x9c, 0xff}, color.RGBA{0x8b, 0x93, 0x9c, 0xff}},
		scene.Waiting:   {color.RGBA{0xc3, 0xd7, 0xf8, 0xff}, color.RGBA{0x2f, 0x6f, 0xdb, 0xff}},
		scene.Held:      {color.RGBA{0xf6, 0xc4, 0xd6, 0xff}, color.RGBA{0xc2, 0x25, 0x5c, 0xff}},
		scene.Retrying:  {color.RGBA{0xf6, 0xcf, 0xcf, 0xff}, color.RGBA{0xc9, 0x2a, 0x2a, 0xff}},
		scene.Endless:   {color.RGBA{0xf6, 0xc4, 0xd6, 0xff}, color.RGBA{0xc9, 0x2a, 0x2a, 0xff}},
		scene.Ready:     {color.RGBA{0xfd, 0xf1, 0xe0, 0xff}, color.RGBA{0xd9, 0x73, 0x0d, 0xff}},
		scene.Running:   {color.RGBA{0xd9, 0x73, 0x0d, 0xff}, color.RGBA{0xd9, 0x73, 0x0d, 0xff}},
		scene.Owned:     {color.RGBA{0xf0, 0xb4, 0xca, 0xff}, color.RGBA{0xc2, 0x25, 0x5c, 0xff}},
		scene.InPlain:   {cardPaper, cardSoft},
		scene.InGood:    {color.RGBA{0xe6, 0xf5, 0xe9, 0xff}, color.RGBA{0x2b, 0x8a, 0x3e, 0xff}},
		scene.InLimited: {color.RGBA{0xfd, 0xf1, 0xe0, 0xff}, color.RGBA{0xd9, 0x73, 0x0d, 0xff}},
		scene.InBad:     {color.RGBA{0xf6, 0xcf, 0xcf, 0xff}, color.RGBA{0xc9, 0x2a, 0x2a, 0xff}},
	}
)

// card returns a card as PNG: the title, what the results came to, and their bars.
func card(title string, rs *scenarios.Results) ([]byte, error) {
	c := &cardImage{RGBA: image.NewRGBA(image.Rect(0, 0, cardWidth, cardHeight))}
	c.fill(c.Bounds(), cardPaper)
	y := c.text("overlap: see what waiting costs", goregular.TTF, 30, cardSoft, cardMargin)
	y = c.text(title, gobold.TTF, 54, cardInk, y+18)
	h := report.Headline(rs)
	y = c.text(h.Text, gobold.TTF, 46, cardTones[h.Tone], y+8)
	c.bars(scene.Of(report.Panels(rs), scene.View{Mode: scene.Shared}), image.Rect(cardMargin, y+30, cardWidth-cardMargin, cardHeight-cardMargin))
	if c.err != nil {
		return nil, c.err
	}
	var b bytes.Buffer
	err := png.Encode(&b, c.RGBA) // as what it is: the encoder is slow with other images
	return b.Bytes(), err
}

// cardImage is a card under the brush, with the first error of a font.
type cardImage struct {
	*image.RGBA
	err error
}

func (c *cardImage) fill(r image.Rectangle, with color.Color) {
	draw.Draw(c, r, image.NewUniform(with), image.Point{}, draw.Src)
}

// text writes a text below y, in as many lines as it needs, and returns where they end.
func (c *cardImage) text(text string, ttf []byte, size float64, with color.Color, y int) int {
	parsed, err := opentype.Parse(ttf)
	if err != nil {
		c.err = err
		return y
	}
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil {
		c.err = err
		return y
	}
	for _, line := range wrapped(face, text, fixed.I(cardWidth-2*cardMargin)) {
		y += int(size * 1.2)
		d := font.Drawer{Dst: c, Src: image.NewUniform(with), Face: face, Dot: fixed.P(cardMargin, y-int(size*0.25))}
		d.DrawString(line)
	}
	return y
}

// wrapped breaks a text into lines of at most a width, at spaces.
func wrapped(face font.Face, text string, width fixed.Int26_6) (lines []string) {
	line := ""
	for _, word := range bytes.Fields([]byte(text)) {
		longer := line + string(word)
		if line != "" && font.MeasureString(face, longer) > width {
			lines, longer = append(lines, line[:len(line)-1]), string(word)
		}
		line = longer + " "
	}
	return append(lines, line)
}

// bars draws the rows of all variants below one another on one time axis.
func (c *cardImage) bars(s *scene.Scene, in image.Rectangle) {
	const gap, mostRows = 18, 30
	samples := s.Samples(s.RoomFor(mostRows))
	rows := 0
	for _, sample := range samples {
		rows += len(sample.Rows)
	}
	pitch := min((in.Dy()-gap*(len(samples)-1))/max(rows, 1), 34)
	if pitch < 2 || s.Span <= 0 {
		return
	}
	x := func(at time.Duration) int { return in.Min.X + int(float64(in.Dx())*float64(at)/float64(s.Span)) }
	y := in.Min.Y
	for _, sample := range samples {
		for _, row := range sample.Rows {
			for i := range row.Items {
				for _, b := range row.Items[i].Bars {
					c.bar(b.Look, image.Rect(x(b.From), y, max(x(b.To), x(b.From)+1), y+max(pitch*4/5, 2)))
				}
			}
			y += pitch
		}
		y += gap
	}
}

// bar draws a stretch: a wait for another task as a line in the middle, all else as a box with an edge.
func (c *cardImage) bar(look scene.Look, r image.Rectangle) {
	colours := cardLooks[look]
	if look == scene.Thin {
		middle := (r.Min.Y + r.Max.Y) / 2
		r.Min.Y, r.Max.Y = middle-max(r.Dy()/8, 1), middle+max(r.Dy()/8, 1)
	}
	c.fill(r, colours.edge)
	if edge := min(2, r.Dy()/6); r.Dx() > 2*edge {
		c.fill(r.Inset(edge), colours.fill)
	}
}
