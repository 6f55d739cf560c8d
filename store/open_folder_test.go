//go:build !js

// The native twin of open_js_test.go: the same conformance, on a real folder.

package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestFolderConforms(t *testing.T) {
	conform(t, effort{checks: 5, steps: 10}, func(t *testing.T) place {
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

func TestTheFolderHoldsOnlyWhatIsSaved(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	save(t, s, setting("x"), "first")
	save(t, s, setting("x"), "1")
	save(t, s, setting(strings.Repeat("長", MaxName)), "2")
	if err := s.Delete(setting(strings.Repeat("長", MaxName))); err != nil {
		t.Fatal(err)
	}
	var found []string
	err = filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, path)
		found = append(found, filepath.ToSlash(rel))
		return err
	})
	want := ". new settings settings/fanout settings/fanout/x_.overlap"
	if err != nil || strings.Join(found, " ") != want {
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

func TestOpenSweepsWhatACrashLeft(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "new"), 0o700); err != nil {
		t.Fatal(err)
	}
	old, young := filepath.Join(dir, "new", "old"), filepath.Join(dir, "new", "young")
	for _, path := range []string{old, young} {
		if err := os.WriteFile(path, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	yesterday := time.Now().Add(-24 * time.Hour)
	if err := os.Chtimes(old, yesterday, yesterday); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old); !os.IsNotExist(err) {
		t.Errorf("a day-old left-over is still there: %v", err)
	}
	if _, err := os.Stat(young); err != nil {
		t.Errorf("a file that another process may be writing was removed: %v", err)
	}
}
