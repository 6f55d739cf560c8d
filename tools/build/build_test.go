package main

import (
	"fmt"
	"html"
	"image/png"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"overlap/scenarios"
	"overlap/scenarios/all"
	"overlap/site"
	"overlap/site/course"
	"overlap/site/view"
	"overlap/tools/sizes"
)

// published are the options of a site that knows where it stands, and where its source does.
var published = options{address: "https://overlap.example/course/", source: "https://code.example/overlap"}

// sites are the sites that tests have built.
var sites = map[options]map[string]string{}

// built returns the site, built once for all tests.
func built(t *testing.T, o options) map[string]string {
	t.Helper()
	if sites[o] == nil {
		sites[o] = builtAnew(t, o)
	}
	return sites[o]
}

// someInterpreter stands for one that npm would have to fetch.
func someInterpreter() interpreter {
	return interpreter{worker: []byte("worker"), wasm: []byte("\x00asm"), library: []byte("library"), python: []byte("{}"), editor: []byte("editor")}
}

// builtAnew builds the site around a program that is none: compiling one takes longer than all of this.
func builtAnew(t *testing.T, o options) map[string]string {
	t.Helper()
	root, err := moduleRoot()
	if err != nil {
		t.Fatal(err)
	}
	out, err := build(root, o, program{main: []byte("\x00asm")}, someInterpreter(), all.List())
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range out.files {
		if _, twice := files[f.name]; twice {
			t.Errorf("%s is written twice", f.name)
		}
		files[f.name] = string(f.data)
	}
	return files
}

// htmlOf returns the pages among files.
func htmlOf(files map[string]string) map[string]string {
	pages := map[string]string{}
	for name, text := range files {
		if path.Ext(name) == ".html" {
			pages[name] = text
		}
	}
	return pages
}

func TestBrokenConventionIsNotPublished(t *testing.T) {
	root, err := moduleRoot()
	if err != nil {
		t.Fatal(err)
	}
	broken := *all.List()[0]
	broken.Title = ""
	_, err = build(root, options{}, program{}, interpreter{}, []*scenarios.Scenario{&broken})
	if want := "scenarios/" + broken.ID + ": it does not hold that title and question are written"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestEveryPageIsWhole(t *testing.T) {
	pages := htmlOf(built(t, options{}))
	want := 8 + 3*len(all.List()) // each scenario's, what others embed of it, and its task
	for _, s := range all.List() {
		want += len(s.New().Presets())
	}
	if len(pages) != want {
		t.Errorf("%d pages, not %d", len(pages), want)
	}
	for name, text := range pages {
		parts := []string{"<h1>", "<title>", `<html lang="en">`, `<meta name="viewport"`, `<main id="main"`}
		if !strings.HasPrefix(name, embedFolder) && !strings.HasPrefix(name, taskFolder) { // which others list, and in which there is nothing to skip
			parts = append(parts, `<meta name="description" content="`, `href="#main"`)
		}
		for _, part := range parts {
			if n := strings.Count(text, part); n != 1 {
				t.Errorf("%s has %s %d times", name, part, n)
			}
		}
	}
}

// TestNothingInline: the policy that every page is sent with would refuse it, and the page would be without it.
func TestNothingInline(t *testing.T) {
	inline := regexp.MustCompile(`(?i)<style|<script(?:\s+(?:defer|type="[^"]*"))*>|\sstyle\s*=\s*["']|\son[a-z]+\s*=\s*["']|javascript:|<base\b`)
	for name, text := range htmlOf(built(t, options{})) {
		if at := inline.FindString(text); at != "" {
			t.Errorf("%s holds %q", name, at)
		}
	}
}

// TestLinksLeadSomewhere follows every relative address of every page within the site.
func TestLinksLeadSomewhere(t *testing.T) {
	files := built(t, options{})
	address := regexp.MustCompile(`(?:href|src)="([^"]*)"`)
	for name, text := range htmlOf(files) {
		for _, m := range address.FindAllStringSubmatch(text, -1) {
			target, fragment, _ := strings.Cut(html.UnescapeString(m[1]), "#")
			target, _, _ = strings.Cut(target, "?")
			if strings.Contains(target, ":") {
				t.Errorf("%s leads away from the site: %s", name, m[1])
				continue
			}
			found, ok := files[resolve(name, target)]
			if !ok {
				t.Errorf("%s links to %s, which is not there", name, m[1])
			}
			if fragment != "" && !strings.Contains(found, `id="`+fragment+`"`) {
				t.Errorf("%s links to %s, which has no such part", name, m[1])
			}
		}
	}
}

// resolve returns the file that an address on a page means.
func resolve(page, target string) string {
	folder := target == "" && path.Base(page) == "index.html" || strings.HasSuffix(target, "/")
	switch {
	case strings.HasPrefix(target, "/"):
		target = strings.TrimPrefix(target, "/")
	case target == "":
		target = page
		folder = false
	default:
		target = path.Join(path.Dir(page), target)
	}
	if folder {
		target = path.Join(target, "index.html")
	}
	return target
}

func TestIDsAreUnique(t *testing.T) {
	id := regexp.MustCompile(`\sid="([^"]*)"`)
	for name, text := range htmlOf(built(t, options{})) {
		seen := map[string]bool{}
		for _, m := range id.FindAllStringSubmatch(text, -1) {
			if seen[m[1]] {
				t.Errorf("%s has two elements with the id %s", name, m[1])
			}
			seen[m[1]] = true
		}
	}
}

func TestFanoutTellsItsStoryWithoutItsProgram(t *testing.T) {
	files := built(t, options{})
	page := files["s/fanout/index.html"]
	for _, part := range []string{"1.12 s", "310 ms", "3.61×", "<svg", `data-scenario="fanout"`, `data-param="db"`, "What this model leaves out",
		`href="?db=400ms"`, `data-line="70"`, `data-marker="5"`, `href="fanout.py" download`, "<noscript>"} {
		if !strings.Contains(page, part) {
			t.Errorf("the page lacks %s", part)
		}
	}
	if strings.Contains(page, "// [1]") {
		t.Error("a marker is shown as it is written, not as a badge")
	}
	for _, s := range all.List() {
		texts := s.Texts()
		if files["s/"+s.ID+"/"+s.ID+".go"] != texts.Source || files["s/"+s.ID+"/"+s.ID+".py"] != texts.Twin {
			t.Errorf("%s: the files beside the page are not those it shows", s.ID)
		}
	}
}

// TestHomeHasEveryScenario: a new folder appears on the front page and in nothing that is written by hand.
func TestHomeHasEveryScenario(t *testing.T) {
	home := built(t, options{})["index.html"]
	_, home, _ = strings.Cut(home, `class="catalogue"`)
	at := 0
	for _, s := range all.List() {
		next := strings.Index(home, `href="s/`+s.ID+`/"`)
		if next < at {
			t.Errorf("%s is missing or not in order", s.ID)
		}
		at = next
		if !strings.Contains(home, s.Topic.String()) {
			t.Errorf("the topic %s has no heading", s.Topic)
		}
	}
	if strings.Contains(home, "Threads, processes") && !strings.Contains(home, "executors") {
		t.Error("a topic without scenarios is shown")
	}
}

// TestHomeSaysWhatComesOut: a line has what its scenario's own page says first.
func TestHomeSaysWhatComesOut(t *testing.T) {
	files := built(t, options{})
	home := files["index.html"]
	for _, line := range []string{`<b>Hello</b> <i>a coroutine that waits</i></span> <em class="good">1.5× faster</em>`, `<em class="bad">9 of 10 updates lost</em>`} {
		if !strings.Contains(home, line) {
			t.Errorf("the front page lacks %s", line)
		}
	}
	for _, id := range courseIDs() {
		if all.Find(id) == nil {
			t.Errorf("the course has a lesson %s, which is no scenario", id)
		}
	}
	for _, want := range []struct{ id, next string }{{"hello", `Next: <a href="../restaurant/">`}, {"echo", "Lesson 7 of 7"}} {
		if !strings.Contains(files["s/"+want.id+"/index.html"], want.next) {
			t.Errorf("the page of %s does not say %s", want.id, want.next)
		}
	}
}

// TestSource: a page links to the source where its address is known, and nowhere else.
func TestSource(t *testing.T) {
	const link = `href="https://code.example/overlap"`
	home := built(t, published)["index.html"]
	if n := strings.Count(home, link); n != 2 {
		t.Errorf("the front page links to the source %d times, not in its head and where it says how to run it", n)
	}
	if strings.Contains(built(t, options{})["index.html"], "Source") {
		t.Error("a page links to a source of no address")
	}
}

// TestStylesKnowTheWidths: the limits in the style sheet are those that the page's program goes by.
func TestStylesKnowTheWidths(t *testing.T) {
	text, err := os.ReadFile("../../site/css/stage.css")
	if err != nil {
		t.Fatal(err)
	}
	limit := regexp.MustCompile(`(\d+)px <= width|width >= (\d+)px`)
	widths := view.Widths()
	found := limit.FindAllStringSubmatch(string(text), -1)
	if len(found) != len(widths)-1 {
		t.Fatalf("%d limits for %d widths", len(found), len(widths))
	}
	for i, m := range found {
		least := atoi(t, m[1]+m[2])
		if view.Fitting(least) != widths[i] || view.Fitting(least-1) != widths[i+1] {
			t.Errorf("from %d px on the styles show the chart for %d, view.Fitting chooses %d", least, widths[i], view.Fitting(least))
		}
	}
}

// TestEmbedsAreSmall: the page of a picture has neither listings nor charts for widths that its styles do not choose.
func TestEmbedsAreSmall(t *testing.T) {
	files := built(t, options{})
	style, err := os.ReadFile("../../site/css/frame.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range view.EmbedWidths() {
		if n := strings.Count(string(style), fmt.Sprintf("#chart > .for-%d { display: block; }", w)); n != 1 {
			t.Errorf("%d rules of the style show the chart for %d", n, w)
		}
	}
	for _, s := range all.List() {
		page, code := files["embed/"+s.ID+"/index.html"], files["embed/"+s.ID+"/code.json"]
		if n := strings.Count(page, `<div class="for-`); n != len(view.EmbedWidths()) {
			t.Errorf("%s: %d charts, not %d", s.ID, n, len(view.EmbedWidths()))
		}
		if strings.Contains(page, `class="line`) || !strings.Contains(code, `class=\"line`) && !strings.Contains(code, `class=\u0022line`) {
			t.Errorf("%s: the listings are not in the file beside the page alone", s.ID)
		}
		if strings.Contains(page+code, "challenge="+s.ID) || strings.Contains(page+code, "example="+s.ID) {
			t.Errorf("%s: an embedded picture leads to the lab", s.ID)
		}
	}
}

func atoi(t *testing.T, digits string) int {
	t.Helper()
	n := 0
	for _, c := range digits {
		n = n*10 + int(c-'0')
	}
	return n
}

func TestSameSourcesSameFiles(t *testing.T) {
	first, second := built(t, options{}), builtAnew(t, options{})
	for name, text := range first {
		if second[name] != text {
			t.Errorf("%s differs between two builds", name)
		}
	}
}

// TestWorkerNeedsWhatPagesLoad: the service worker keeps all pages and what they load, but what only the lab fetches, and another content of the site is
// another worker.
func TestWorkerNeedsWhatPagesLoad(t *testing.T) {
	files := built(t, options{})
	for name := range files {
		if strings.HasPrefix(name, site.Assets) && !forHosts(name) && !forLab(name) && !strings.Contains(files["sw.js"], name) {
			t.Errorf("the worker does not keep %s", name)
		}
	}
	for _, s := range all.List() {
		if !strings.Contains(files["sw.js"], `"s/`+s.ID+`/"`) {
			t.Errorf("the worker does not keep the page of %s", s.ID)
		}
	}
	if built(t, published)["sw.js"] == files["sw.js"] {
		t.Error("another build has the same worker: its old cache would stay")
	}
}

func TestAddress(t *testing.T) {
	files := built(t, published)
	if want := `<link rel="canonical" href="https://overlap.example/course/s/fanout/">`; !strings.Contains(files["s/fanout/index.html"], want) {
		t.Errorf("the page lacks %s", want)
	}
	if strings.Contains(built(t, options{})["s/fanout/index.html"], `rel="canonical"`) {
		t.Error("a page that does not know where it stands says which address is its own")
	}
	if want := "<loc>https://overlap.example/course/s/fanout/</loc>"; !strings.Contains(files["sitemap.xml"], want) {
		t.Errorf("the site map lacks %s", want)
	}
	if !strings.Contains(files["404.html"], `href="/course/assets/site-`) {
		t.Error("a page that is shown under any address does not load its style from the site's root")
	}
	if _, err := (options{address: "overlap.example"}).base(); err == nil {
		t.Error("an address without a scheme was accepted")
	}
}

// TestCards: a site that knows where it stands gives other sites a picture of every page, under an address of its own.
func TestCards(t *testing.T) {
	files := built(t, published)
	picture := regexp.MustCompile(`<meta property="og:image" content="https://overlap\.example/course/([^"]*)">`)
	for name, text := range htmlOf(files) {
		m := picture.FindStringSubmatch(text)
		if m == nil {
			if !strings.Contains(text, `content="noindex"`) {
				t.Errorf("%s has no card", name)
			}
			continue
		}
		if c, err := png.DecodeConfig(strings.NewReader(files[m[1]])); err != nil || c.Width != 1200 || c.Height != 630 {
			t.Errorf("%s: %s is %d×%d, %v", name, m[1], c.Width, c.Height, err)
		}
	}
}

// TestImports: a site that knows its address offers what platforms import; another says how to write it.
func TestImports(t *testing.T) {
	there, elsewhere := built(t, published), built(t, options{})
	for _, f := range course.Files() {
		link, command := `<a href="`+f.Name+`" download>`, "overlap course "+f.Kind+" --url https://… --out "+f.Name
		if there["teach/"+f.Name] == "" || !strings.Contains(there["teach/index.html"], link) || strings.Contains(there["teach/index.html"], command) {
			t.Errorf("%s is not offered", f.Name)
		}
		if elsewhere["teach/"+f.Name] != "" || strings.Contains(elsewhere["teach/index.html"], link) || !strings.Contains(elsewhere["teach/index.html"], command) {
			t.Errorf("%s is offered with addresses that lead nowhere", f.Name)
		}
	}
}

// TestEveryFileHasAPolicy: one, which is stricter than that of a task for all that is none. Netlify would send two.
func TestEveryFileHasAPolicy(t *testing.T) {
	for name := range built(t, published) {
		var policies []string
		for _, rule := range site.Rules() {
			folder, isFolder := strings.CutSuffix(rule.Pattern, "*")
			if path := "/" + strings.TrimSuffix(name, "index.html"); path != rule.Pattern && !(isFolder && strings.HasPrefix(path, folder)) {
				continue
			}
			for _, h := range rule.Headers {
				if h.Name == "Content-Security-Policy" {
					policies = append(policies, h.Value)
				}
			}
		}
		if len(policies) != 1 || strings.Contains(policies[0], "https:") != strings.HasPrefix(name, taskFolder) {
			t.Errorf("%s has the policies %q", name, policies)
		}
	}
}

// TestReport: a build says in a line what the pages cost, names those that cost too much, and lists files when asked.
func TestReport(t *testing.T) {
	dist := fstest.MapFS{
		"s/a/index.html": {Data: make([]byte, 1000)},
		"s/b/index.html": {Data: []byte(`<script src="b.wasm"></script>`)},
		"s/b/b.wasm":     {Data: make([]byte, sizes.MaxAll)},

		"embed/a/index.html": {Data: make([]byte, 3000)},
		"embed/b/index.html": {Data: make([]byte, sizes.MaxEmbed+1)},
		"embed.js":           {Data: make([]byte, sizes.MaxElement+1)},
	}
	var short, long strings.Builder
	err := reportSizes(&short, dist, false)
	for _, large := range []string{"s/b/", "embed/b/index.html", "embed.js"} {
		if err == nil || !strings.Contains(err.Error(), large+" is over the budget") {
			t.Errorf("%s is over the budget: %v", large, err)
		}
	}
	if want := "to fetch a scenario's page takes 1 to 951 kB, at most 950; 1 to 1 kB before its program, at most 60\n" +
		"a picture for other sites takes 3 to 13 kB before style, script and program, which all share, at most 12\n"; short.String() != want {
		t.Errorf("%q", short.String())
	}
	reportSizes(&long, dist, true)
	for _, line := range append(strings.SplitAfter(short.String(), "\n"), "b.wasm", "embed/b/index.html") {
		if !strings.Contains(long.String(), line) {
			t.Errorf("the table lacks %s:\n%s", line, long.String())
		}
	}
}
