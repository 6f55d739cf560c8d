package pack_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"overlap/site/pack"
)

// unzip returns the files of an archive, which are in order.
func unzip(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files, last := map[string]string{}, ""
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name <= last {
			t.Errorf("%s comes after %s", f.Name, last)
		}
		files[f.Name], last = string(content), f.Name
	}
	return files
}

func TestSite(t *testing.T) {
	pages := small()
	pages[".gitkeep"] = &fstest.MapFile{}
	data, err := pack.Site(pages)
	if err != nil {
		t.Fatal(err)
	}
	files := unzip(t, data)
	for name, f := range pages {
		if got, ok := files[name]; ok != !strings.HasPrefix(name, ".") || got != string(f.Data) {
			t.Errorf("%s: in the archive: %v, %d bytes of %d", name, ok, len(got), len(f.Data))
		}
	}
	for name, want := range map[string]string{"README.txt": "application/wasm", "_headers": "  Cache-Control: public, max-age=31536000, immutable\n"} {
		if !strings.Contains(files[name], want) {
			t.Errorf("%s lacks %q", name, want)
		}
	}
	if again, _ := pack.Site(pages); !bytes.Equal(again, data) {
		t.Error("the same site makes another archive")
	}
	pages["_headers"] = &fstest.MapFile{}
	if _, err := pack.Site(pages); err == nil {
		t.Error("a file of the site was replaced")
	}
}
