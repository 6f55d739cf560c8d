//go:build !js

// The native twin of database_js_test.go: the same conformance, on a real folder.

package store

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hack-pad/hackpadfs"
)

func TestFolderConforms(t *testing.T) {
	checkConformance(t, effort{checks: 5, steps: 10}, func(t *testing.T) place {
		dir := filepath.Join(t.TempDir(), "not", "yet", "there")
		return func(t *testing.T) *Store {
			s, err := Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			return s
		}
	})
}

// fill writes many files at once, which no wait for a disk makes slow.
func fill(t *testing.T, s *Store, paths []string, content []byte) {
	t.Helper()
	for _, path := range paths {
		if err := hackpadfs.WriteFullFile(s.files.(*folder).FS, path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTheFolderHoldsOnlyWhatIsSaved(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	save(t, s, setting("x"), "first")
	save(t, s, setting("x"), "1")
	save(t, s, setting(strings.Repeat("長", maxName)), "2")
	if err := s.Delete(setting(strings.Repeat("長", maxName))); err != nil {
		t.Fatal(err)
	}
	var found []string
	err = filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if rel, _ := filepath.Rel(dir, path); err == nil && !entry.IsDir() {
			found = append(found, filepath.ToSlash(rel))
		}
		return err
	})
	want := []string{"settings/fanout/x_.overlap"}
	if err != nil || !slices.Equal(found, want) {
		t.Errorf("the folder has %q, %v; want %q", found, err, want)
	}
}

func TestOpenWithoutAFolderUsesTheConfiguration(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "config"))
	t.Setenv("AppData", filepath.Join(home, "config"))
	s, err := Open("")
	if err != nil {
		t.Fatal(err)
	}
	save(t, s, setting("x"), "1")
	config, err := os.UserConfigDir()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(config, "overlap", "settings", "fanout", "x_.overlap")); err != nil {
		t.Error(err)
	}
}

func TestAFolderThatCannotBeUsedIsNamed(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(filepath.Join(file, "below")); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("opening below a file: %v, want an error that names %s", err, file)
	}
}
