package svg

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"overlap/chart/charttest"
	"overlap/chart/scene"
	"overlap/chart/words"
)

// readXML fails unless s is well-formed, and returns its ids and how many elements it has of each name.
func readXML(t *rapid.T, s string) (ids []string, elements map[string]int) {
	elements = map[string]int{}
	for d := xml.NewDecoder(strings.NewReader(s)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return ids, elements
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, s)
		}
		if e, ok := token.(xml.StartElement); ok {
			elements[e.Name.Local]++
			for _, a := range e.Attr {
				if a.Name.Local == "id" {
					ids = append(ids, a.Value)
				}
			}
		}
	}
}

func TestPictureIsWellFormed(t *testing.T) {
	reference := regexp.MustCompile(`url\(#([^)]*)\)|aria-labelledby="([^"]*)"`)
	rapid.Check(t, func(t *rapid.T) {
		o := drawOptions(t)
		o.Prefix = "c7"
		s := Timeline(scene.Of(charttest.DrawPanels(t), scene.View{}), o)
		ids, elements := readXML(t, s)
		known := map[string]bool{}
		for _, id := range ids {
			if known[id] || !strings.HasPrefix(id, "c7") {
				t.Fatalf("id %q is not unique to this chart", id)
			}
			known[id] = true
		}
		for _, m := range reference.FindAllStringSubmatch(s, -1) {
			if !known[m[1]+m[2]] {
				t.Fatalf("%s points nowhere", m[0])
			}
		}
		if elements["text"] > mostTexts+20*mostLanes {
			t.Fatalf("%d texts", elements["text"])
		}
	})
}

// A picture in a file says what ran and with which settings, in lines that end within it; what has no room is known to be left out.
func TestHead(t *testing.T) {
	h := &Head{Title: "Fan-out: one request", Settings: []string{"Database latency 400 ms", "Seed 3"}}
	s := Timeline(scene.Of([]scene.Panel{charttest.Many(3)}, scene.View{}), Options{Style: FileCSS(), Head: h})
	for _, want := range []string{">Fan-out: one request</text>", ">Database latency 400 ms · Seed 3</text>", "<title id=\"chart-title\">Fan-out: one request. "} {
		if !strings.Contains(s, want) {
			t.Errorf("the picture lacks %s", want)
		}
	}
	for range 60 {
		h.Settings = append(h.Settings, "A setting with a long name "+strings.Repeat("value ", len(h.Settings)))
	}
	lines := h.lines(300)
	for _, line := range lines {
		if textWidth(line, nameSize) > 300 {
			t.Errorf("%q is wider than the picture", line)
		}
	}
	if len(lines) != headLines || !strings.HasSuffix(lines[headLines-1], "…") {
		t.Errorf("lines %q", lines)
	}
}

func TestPictureKeepsToThePolicy(t *testing.T) {
	forbidden := regexp.MustCompile(`(?i)<style|<script|\sstyle=|\son[a-z]+=|href`)
	rapid.Check(t, func(t *rapid.T) {
		o := drawOptions(t)
		o.Style = ""
		for _, s := range []string{Timeline(scene.Of(charttest.DrawPanels(t), scene.View{}), o), words.Table(charttest.DrawPanels(t))} {
			for _, tag := range regexp.MustCompile(`<[^>]*>`).FindAllString(quoted.ReplaceAllString(s, `""`), -1) {
				if forbidden.MatchString(tag) {
					t.Fatalf("a page's policy refuses %s", tag)
				}
			}
		}
	})
}

// quoted is the values of attributes, where anything may stand.
var quoted = regexp.MustCompile(`"[^"]*"`)

func TestTableIsWellFormed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { readXML(t, "<div>"+words.Table(charttest.DrawPanels(t))+"</div>") })
}

func TestPlayheadIsMovedByOneAttribute(t *testing.T) {
	l := NewLayout(scene.Of([]scene.Panel{charttest.RunProgram(charttest.Program{Name: "main", Steps: []charttest.Step{{D: 1e9}}})}, scene.View{}), Options{Prefix: "p"})
	s := l.SVG()
	if n := strings.Count(s, `class="chart-playhead"`); n != 1 {
		t.Fatalf("%d playheads", n)
	}
	half := l.PlayheadTransform(0, l.Span/2)
	want := "translate(" + string(words.AppendNum(nil, (l.Plot.Left+l.Plot.Right)/2)) + " 0)"
	if half != want {
		t.Errorf("halfway is %s, want %s", half, want)
	}
}

// The veil covers what rows show over time. Names are not under it, and what is true at an instant only is found by a page,
// which shows it from then on.
func TestVeilCoversBarsOnly(t *testing.T) {
	for id, s := range charttest.Pictures(t) {
		for _, width := range []int{880, 340} {
			below, above, found := strings.Cut(Timeline(s, Options{Width: width}), `<g class="chart-playhead"`)
			if !found || strings.Contains(below, `class="chart-name"`) || strings.Contains(below, `class="chart-title"`) || strings.Contains(below, "data-from") {
				t.Errorf("%s: the veil covers names, titles or totals", id)
			}
			for _, tag := range regexp.MustCompile(`<[a-z]+ [^>]*class="chart-(?:total|said|mark|failed|cancelled|grip)[^>]*>`).FindAllString(above, -1) {
				if !strings.Contains(tag, ` data-from="`) {
					t.Errorf("%s: %s is there before it is true", id, tag)
				}
			}
			if strings.Count(above, `class="chart-total`) != len(s.Panels) {
				t.Errorf("%s: %d panels have not one total each", id, len(s.Panels))
			}
		}
	}
}

func TestSizeIsBounded(t *testing.T) {
	p := charttest.Many(10_000)
	l := NewLayout(scene.Of([]scene.Panel{p, p}, scene.View{}), Options{})
	s := l.SVG()
	if len(s) > 20<<10 || l.Height > 300 {
		t.Errorf("%d bytes and %v pixels for 20,000 tasks", len(s), l.Height)
	}
	if !strings.Contains(s, ">10,000 at once<") {
		t.Error("the picture does not say how many there were")
	}
	l = NewLayout(l.Scene, Options{Lanes: true})
	if rows := len(l.panels[0].shown.Rows); rows != openLanes/2 {
		t.Errorf("%d lanes opened", rows)
	}
	if s = l.SVG(); len(s) > 200<<10 || l.Height > 1100 || !strings.Contains(s, ">18 of 10,000 tasks shown<") {
		t.Errorf("with lanes: %d bytes and %v pixels for 20,000 tasks", len(s), l.Height)
	}
	steps := make([]charttest.Step, 100_000)
	for i := range steps {
		steps[i] = charttest.Step{Op: i % 2, D: 1e3}
	}
	if s := Timeline(scene.Of([]scene.Panel{charttest.RunProgram(charttest.Program{Name: "main", Steps: steps})}, scene.View{}), Options{}); len(s) > 200<<10 {
		t.Errorf("%d bytes for 100,000 spans of one task", len(s))
	}
}
