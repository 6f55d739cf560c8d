package pack_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"io"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"overlap/site/pack"
)

// small is a site with one scenario, whose program is in three pieces, of which one is compressed already.
func small() fstest.MapFS {
	return fstest.MapFS{
		pack.Shell: {Data: []byte("<title>" + pack.TitleHole + " · overlap</title>" + pack.MainHole + pack.PiecesHole + "<script></script>")},
		"s/tea/index.html": {Data: []byte(`<title>Tea &amp; toast · overlap</title><link rel="canonical" href="https://site.example/a/s/tea/">` +
			`<main id="main" data-program="../../assets/a.wasm ../../assets/tea.wasm" data-export="../../assets/late.wasm" data-bytes="4">the run</main><footer>`)},
		"assets/a.wasm":      {Data: []byte("main")},
		"assets/tea.wasm":    {Data: []byte("tea")},
		"assets/tea.wasm.gz": {Data: packed("tea")},
		"assets/late.wasm":   {Data: []byte("late")},
	}
}

func packed(text string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, text)
	w.Close()
	return b.Bytes()
}

func single(t *testing.T, made pack.Made) string {
	t.Helper()
	file, err := pack.Single(small(), "tea", made)
	if err != nil {
		t.Fatal(err)
	}
	return string(file)
}

func TestSingle(t *testing.T) {
	file := single(t, pack.Made{Query: "db=1s"})
	for _, part := range []string{"<title>Tea &amp; toast · overlap</title>", ">the run</main>", `{"query":"db=1s","address":"https://site.example/a/","course":false}`} {
		if !strings.Contains(file, part) {
			t.Errorf("the file lacks %s:\n%s", part, file)
		}
	}
	pieces := regexp.MustCompile(`<script type="application/wasm" data-piece="([^"]*)">([^<]*)</script>`).FindAllStringSubmatch(file, -1)
	if len(pieces) != 3 {
		t.Fatalf("%d pieces, not 3", len(pieces))
	}
	for i, want := range []string{"main", "tea", "late"} {
		data, err := base64.StdEncoding.DecodeString(pieces[i][2])
		if err != nil {
			t.Fatal(err)
		}
		plain, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(plain); string(got) != want || err != nil {
			t.Errorf("%s holds %q, %v", pieces[i][1], got, err)
		}
	}
	if strings.Contains(file, "<!--") {
		t.Error("a hole is left")
	}
}

// Whatever a file is made with stays data.
func TestSingleIsSafe(t *testing.T) {
	made := pack.Made{Query: `title=</script><script>alert(1)</script>&x="` + "\u2028" + pack.PiecesHole, Address: "https://x.example/<!--/"}
	file := single(t, made)
	_, text, _ := strings.Cut(file, `id="made">`)
	text, _, _ = strings.Cut(text, "</script>")
	var got pack.Made
	if err := json.Unmarshal([]byte(text), &got); err != nil || got != made {
		t.Errorf("%v: %+v", err, got)
	}
	if n := strings.Count(file, "<script"); n != 5 {
		t.Errorf("%d scripts, not 5:\n%s", n, file)
	}
}

func TestSingleOfALackingSite(t *testing.T) {
	for name, want := range map[string]string{pack.Shell: "built without what files are made from", "s/tea/index.html": "no scenario tea", "assets/a.wasm": "lacks ../../assets/a.wasm"} {
		pages := small()
		delete(pages, name)
		if _, err := pack.Single(pages, "tea", pack.Made{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("without %s: %v", name, err)
		}
	}
}
