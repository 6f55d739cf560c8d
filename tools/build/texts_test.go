package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"overlap/scenarios/all"
)

// TestWithoutTexts: every scenario's own file is replaced, by one that differs in the directives alone.
func TestWithoutTexts(t *testing.T) {
	root, err := moduleRoot()
	if err != nil {
		t.Fatal(err)
	}
	path, err := withoutTexts(root, t.TempDir())
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
		if strings.Contains(string(edited), "//go:embed") {
			t.Errorf("%s still embeds its texts", s.ID)
		}
		if got := strings.ReplaceAll(string(edited), "// go:embed ", "//go:embed "); got != s.Source {
			t.Errorf("%s differs in more than its directives", s.ID)
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
