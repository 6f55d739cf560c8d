package store

import (
	"io/fs"
	"path"
	"strings"
	"testing"
)

func TestPathsAreReadable(t *testing.T) {
	for name, want := range map[string]string{
		"slow database": "settings/fanout/slow_database_.overlap",
		"Café 2":        "settings/fanout/+caf=e9=_2_.overlap",
		"../x":          "settings/fanout/=2e==2e==2f=x_.overlap",
	} {
		if got := setting(name).path(); got != want {
			t.Errorf("%q is kept in %s, want %s", name, got, want)
		}
	}
}

func TestBadNamesAreRefusedWithAReason(t *testing.T) {
	for name, reason := range map[string]string{
		"":                              "at least one character",
		" \u3000":                       "at least one character",
		" x":                            "begins or ends with a space",
		"x\u00a0":                       "begins or ends with a space",
		"x\ny":                          "control character",
		"safe\u202egnp.exe":             "control character",
		"\ufeffx":                       "control character",
		"x\xff":                         "not valid text",
		strings.Repeat("長", maxName+1):  "80 characters, this one has 81",
		strings.Repeat("x", 10_000_000): "80 characters, this one has 10000000",
	} {
		err := setting(name).check()
		wantError(t, err, reason)
		if err != nil && len(err.Error()) > 1000 {
			t.Errorf("the message has %d bytes", len(err.Error()))
		}
	}
	wantError(t, Key{"notes", "fanout", "x"}.check(), "notes")
	for _, scenario := range []string{"", "Fanout", "a/b", "..", "ünder", strings.Repeat("a", 65)} {
		wantError(t, Key{Settings, scenario, "x"}.check(), "1 to 64 of a-z, 0-9 and -")
	}
}

// FuzzName: every name either is refused or has a path of its own that any file system can keep.
func FuzzName(f *testing.F) {
	f.Add("slow database")
	f.Fuzz(func(t *testing.T, name string) {
		key := setting(name)
		if key.check() != nil {
			return
		}
		p := key.path()
		if !fs.ValidPath(p) || !strings.HasPrefix(p, "settings/fanout/") || p != strings.ToLower(p) {
			t.Fatalf("%q is kept in %q", name, p)
		}
		for _, piece := range strings.Split(p, "/") {
			if len(piece) > 200 || strings.Trim(piece, "abcdefghijklmnopqrstuvwxyz0123456789-_+=.") != "" {
				t.Fatalf("%q is kept in %q", name, p)
			}
		}
		if back, ok := keyOf(p); !ok || back != key {
			t.Fatalf("%q is kept in %q, which is read as %v, %v", name, p, back, ok)
		}
	})
}

// FuzzPath: a path is read as a key only if that key is kept there.
func FuzzPath(f *testing.F) {
	f.Add("settings/fanout/+caf=e9=_2_.overlap")
	f.Fuzz(func(t *testing.T, p string) {
		if key, ok := keyOf(p); ok && (key.path() != p || path.Clean(p) != p) {
			t.Fatalf("%q is read as %v, which is kept in %q", p, key, key.path())
		}
	})
}
