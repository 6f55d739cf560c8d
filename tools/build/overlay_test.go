package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"overlap/scenarios/all"
)

// TestLean: every scenario's own file is replaced by one with as many lines, without texts and with no claim that
// is made.
func TestLean(t *testing.T) {
	root, err := moduleRoot()
	if err != nil {
		t.Fatal(err)
	}
	path, err := lean(root, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var overlay struct{ Replace map[string]string }
	if err := json.Unmarshal(data, &overlay); err != nil {
		t.Fatal(err)
	}
	for _, s := range all.List() {
		edited, err := os.ReadFile(overlay.Replace[filepath.Join(root, "scenarios", s.ID, s.ID+".go")])
		if err != nil {
			t.Errorf("%s embeds its texts in another file, which is not replaced: %v", s.ID, err)
			continue
		}
		if strings.Contains(string(edited), "//go:embed") || !strings.Contains(string(edited), "if false { d.") {
			t.Errorf("%s still embeds its texts, or makes its claims", s.ID)
		}
		if got, want := strings.Count(string(edited), "\n"), strings.Count(s.Source, "\n"); got != want {
			t.Errorf("%s has %d lines instead of %d", s.ID, got, want)
		}
	}
}

func TestUnembedded(t *testing.T) {
	const before = "\t//go:embed a.md\n//go:embed b.go c.py\nx := `//go:embed d` // as //go:embed e\n// go:embed f\n"
	const after = "\t// go:embed a.md\n// go:embed b.go c.py\nx := `//go:embed d` // as //go:embed e\n// go:embed f\n"
	if got := string(unembedded([]byte(before))); got != after {
		t.Errorf("%q", got)
	}
}

func TestUnclaimed(t *testing.T) {
	const before = `package x

func (x *x) declare(d *scenarios.Declaration) {
	d.Variant("a", "A", x.Always)
	d.Always("it is", x.is) // why
	for range 2 {
		d.Chance("it may be", func() float64 { return 0.5 },
			func(*scenarios.Results) error { d.Sometimes("no", nil); return nil })
	}
}
`
	const after = `package x

func (x *x) declare(d *scenarios.Declaration) {
	d.Variant("a", "A", x.Always)
	if false { d.Always("it is", x.is) } // why
	for range 2 {
		if false { d.Chance("it may be", func() float64 { return 0.5 },
			func(*scenarios.Results) error { d.Sometimes("no", nil); return nil }) }
	}
}
`
	if got, err := unclaimed([]byte(before)); err != nil || string(got) != after {
		t.Errorf("%s\n%v", got, err)
	}
	if _, err := unclaimed([]byte("package")); err == nil {
		t.Error("what is no Go was taken")
	}
}
