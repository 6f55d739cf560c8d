package chart

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
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
		s := Timeline(drawPanels(t), o)
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
		if elements["text"] > mostTexts+4*mostRows {
			t.Fatalf("%d texts", elements["text"])
		}
	})
}

func TestPictureKeepsToThePolicy(t *testing.T) {
	forbidden := regexp.MustCompile(`(?i)<style|<script|\sstyle=|\son[a-z]+=|href`)
	rapid.Check(t, func(t *rapid.T) {
		o := drawOptions(t)
		o.Standalone = false
		for _, s := range []string{Timeline(drawPanels(t), o), Table(drawPanels(t))} {
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
	rapid.Check(t, func(t *rapid.T) { readXML(t, "<div>"+Table(drawPanels(t))+"</div>") })
}

func TestPlayheadIsMovedByOneAttribute(t *testing.T) {
	l := NewLayout([]Panel{runProgram(program{name: "main", steps: []step{{d: 1e9}}})}, Options{Prefix: "p"})
	s := l.SVG()
	if n := strings.Count(s, `id="p-playhead"`); n != 1 {
		t.Fatalf("%d playheads", n)
	}
	half := l.PlayheadTransform(l.Span / 2)
	want := "translate(" + string(appendNum(nil, (l.Plot.Left+l.Plot.Right)/2)) + " 0)"
	if half != want {
		t.Errorf("halfway is %s, want %s", half, want)
	}
}

// many makes a program of n tasks that each wait, work and wait.
func many(n int) Panel {
	p := program{name: "main"}
	for i := range n {
		p.children = append(p.children, program{name: "task " + strconv.Itoa(i+1), steps: []step{
			{op: 2, text: "label " + strconv.Itoa(i)}, {d: 1e6}, {op: 1, d: 1e3}, {d: 1e9},
		}})
	}
	p.steps = []step{{op: 6}}
	return runProgram(p)
}

func TestSizeIsBounded(t *testing.T) {
	p := many(10_000)
	l := NewLayout([]Panel{p, p}, Options{})
	s := l.SVG()
	if len(s) > 200<<10 || l.Height > 2000 {
		t.Errorf("%d bytes and %v pixels for 20,000 tasks", len(s), l.Height)
	}
	if !strings.Contains(s, ">60 of 10,000 tasks shown<") {
		t.Error("the picture does not say that it shows a sample")
	}
	if rows := len(l.panels[0].shown.rows); rows != sampleRows/2 {
		t.Errorf("%d rows", rows)
	}
	steps := make([]step, 100_000)
	for i := range steps {
		steps[i] = step{op: i % 2, d: 1e3}
	}
	if s := Timeline([]Panel{runProgram(program{name: "main", steps: steps})}, Options{}); len(s) > 200<<10 {
		t.Errorf("%d bytes for 100,000 spans of one task", len(s))
	}
}
