package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "dist")
	var first, second output
	name := first.asset("a.js", bytes.Repeat([]byte("let a = 1;\n"), 100))
	first.add("index.html", []byte("home"))
	first.add("s/old/index.html", []byte("old"))
	first.add("sw.js", nil)
	if changed, err := first.write(dir, true); err != nil || changed != 4 {
		t.Fatal(changed, err)
	}
	for _, f := range []string{name, name + ".br", name + ".gz", "s/old/index.html"} {
		if _, err := os.Stat(filepath.Join(dir, f)); err != nil {
			t.Error(err)
		}
	}
	second.add("index.html", []byte("new home"))
	second.add("sw.js", nil)
	if changed, err := second.write(dir, true); err != nil || changed != 1 {
		t.Fatal(changed, err)
	}
	for _, f := range []string{name, name + ".br", "s"} {
		if _, err := os.Stat(filepath.Join(dir, f)); err == nil {
			t.Errorf("%s is left over from the last build", f)
		}
	}
	if text, _ := os.ReadFile(filepath.Join(dir, "index.html")); string(text) != "new home" {
		t.Errorf("index.html holds %q", text)
	}
}

// TestPackedIsTheSame unpacks what would be sent in place of a file.
func TestPackedIsTheSame(t *testing.T) {
	want := bytes.Repeat([]byte("what waiting costs\n"), 1000)
	unpack := map[string]func(io.Reader) (io.Reader, error){
		".br": func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
		".gz": func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
	}
	for _, c := range compressors() {
		packed, err := c.pack(want)
		if err != nil {
			t.Fatal(err)
		}
		r, err := unpack[c.suffix](bytes.NewReader(packed))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); !bytes.Equal(got, want) || err != nil || len(packed) > len(want)/10 {
			t.Errorf("%s: %d bytes packed into %d and out to %d: %v", c.suffix, len(want), len(packed), len(got), err)
		}
	}
}

// TestWriteSparesOtherFolders: -out names a folder that is emptied, and people mistype.
func TestWriteSparesOtherFolders(t *testing.T) {
	dir := t.TempDir()
	letter := filepath.Join(dir, "letter.txt")
	if err := os.WriteFile(letter, []byte("dear"), 0o644); err != nil {
		t.Fatal(err)
	}
	var out output
	out.add("index.html", []byte("home"))
	if _, err := out.write(dir, false); err == nil || !strings.Contains(err.Error(), "letter.txt") {
		t.Errorf("writing over other things: %v", err)
	}
	if _, err := os.Stat(letter); err != nil {
		t.Error(err)
	}
}
