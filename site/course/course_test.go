package course

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"overlap/scenarios"
	"overlap/scenarios/all"
	"overlap/site/view"
)

const site = Site("https://overlap.example/course/")

var course = New(context.Background(), string(site), all.List())

// asked are the questions about all scenarios.
func asked(t *testing.T) []Question {
	t.Helper()
	list, err := course.questions()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestEveryScenarioIsAsked(t *testing.T) {
	list := asked(t)
	seen := map[string]bool{}
	for _, q := range list {
		if seen[q.ID] {
			t.Errorf("two questions are called %s", q.ID)
		}
		seen[q.ID] = true
		if q.Said == "" || !strings.HasSuffix(q.Text, "?") && q.Choices != nil || q.Choices == nil && q.At <= 0 {
			t.Errorf("%s is no question: %+v", q.ID, q)
		}
	}
	for _, s := range all.List() {
		if !slices.ContainsFunc(list, func(q Question) bool { return q.scenario == s.ID }) {
			t.Errorf("nothing is asked about %s", s.ID)
		}
	}
}

// TestAnswersAreTheEngines runs what each question is about: the page marks the answer as right, or the variant that the question
// names takes that long.
func TestAnswersAreTheEngines(t *testing.T) {
	for _, q := range asked(t) {
		st, _ := view.ParseState(all.Find(q.scenario), q.query)
		rs := st.Run()
		if q.query == "" {
			answer := q.At.String()
			if q.Choices != nil {
				answer = string(rune('1' + q.Right))
			}
			if points, ok := view.Points(rs, answer); points != 100 || !ok {
				t.Errorf("%s: the page gives %d points for %s", q.ID, points, answer)
			}
			continue
		}
		if !slices.ContainsFunc(rs.List, func(r *scenarios.Result) bool {
			return r.Total == q.At && strings.Contains(q.Text, "“"+r.Variant.Title+"”")
		}) {
			t.Errorf("%s: no variant that the question names takes %s", q.ID, q.At)
		}
	}
}

// TestTolerance: what the page calls right is right in the bank, and no more.
func TestTolerance(t *testing.T) {
	st, _ := view.ParseState(all.Find("fanout"), "")
	rs := st.Run()
	q := asked(t)[slices.IndexFunc(asked(t), func(q Question) bool { return q.ID == "fanout" })]
	for _, x := range []struct {
		guess  time.Duration
		points int
	}{{q.At - q.Tolerance, 100}, {q.At + q.Tolerance, 100}, {q.At + q.Tolerance + 1, 50}} {
		if points, _ := view.Points(rs, x.guess.String()); points != x.points {
			t.Errorf("%s is worth %d points, not %d", x.guess, points, x.points)
		}
	}
}

// node is an element of a document that is read back.
type node struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []node     `xml:",any"`
}

func read(t *testing.T, data []byte) node {
	t.Helper()
	var n node
	if err := xml.Unmarshal(data, &n); err != nil {
		t.Fatalf("%v\n%.300s", err, data)
	}
	return n
}

func (n node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// all returns the elements of that name within n.
func (n node) all(name string) (found []node) {
	for _, c := range n.Children {
		if c.XMLName.Local == name {
			found = append(found, c)
		}
		found = append(found, c.all(name)...)
	}
	return found
}

// text returns the text of the first element at the end of a path of names, "" where there is none.
func (n node) text(path ...string) string {
	for _, name := range path {
		i := slices.IndexFunc(n.Children, func(c node) bool { return c.XMLName.Local == name })
		if i < 0 {
			return ""
		}
		n = n.Children[i]
	}
	return n.Text
}

// unpack returns the files of a zip archive.
func unpack(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range r.File {
		content, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(content); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// TestFiles makes every file: the same each time, with no address but those of the site.
func TestFiles(t *testing.T) {
	for _, f := range Files() {
		data, err := f.Make(course)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := f.Make(course); !bytes.Equal(data, again) {
			t.Errorf("%s differs from itself", f.Name)
		}
		texts := map[string][]byte{f.Name: data}
		if strings.HasPrefix(string(data), "PK") {
			texts = unpack(t, data)
		}
		for name, text := range texts {
			plain := strings.NewReplacer(`\:`, ":", "&#34;", `"`, "&quot;", `"`).Replace(string(text))
			for _, part := range strings.Split(plain, "https://")[1:] {
				if !strings.HasPrefix(part, "overlap.example/course/") && !strings.HasPrefix(part, "w3id.org/") {
					t.Errorf("%s in %s leads to %.60q", name, f.Name, part)
				}
			}
		}
	}
}
