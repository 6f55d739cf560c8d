package store

import (
	"strings"
	"testing"

	"github.com/hack-pad/hackpadfs"

	"overlap/internal/golden"
)

// The format of a file is a promise: what an older overlap saved must be read.
func TestFileFormat(t *testing.T) {
	golden.Equal(t, "file.overlap", encodeFile([]byte("db=400ms&clients=50")))
}

func TestDamageIsAnErrorThatNamesTheFile(t *testing.T) {
	whole := string(encodeFile([]byte("db=400ms&clients=50")))
	for name, broken := range map[string]string{
		"empty":    "",
		"cut":      whole[:len(whole)-1],
		"head cut": whole[:headLength-1],
		"grown":    whole + "\n",
		"flipped":  strings.Replace(whole, "400", "401", 1),
		"foreign":  "db=400ms&clients=50 and so on and so forth",
		"huge":     whole + strings.Repeat("x", MaxFile),
		"old":      strings.Replace(whole, "overlap 1", "overlap 0", 1),
	} {
		t.Run(name, func(t *testing.T) {
			s := Memory()
			save(t, s, setting("x"), "")
			damage(t, s, setting("x"), broken)
			_, err := s.Load(setting("x"))
			wantError(t, err, ErrDamaged, `settings "x" of fanout is damaged (`, "delete it or import a backup")
			_, err = s.Export()
			wantError(t, err, ErrDamaged, `settings "x" of fanout`)
			wantNames(t, s, Settings, "x")
			if err := s.Delete(setting("x")); err != nil {
				t.Error(err)
			}
			wantNames(t, s, Settings)
		})
	}
}

func TestANewerFileIsNotCalledDamaged(t *testing.T) {
	s := Memory()
	save(t, s, setting("x"), "")
	damage(t, s, setting("x"), "overlap 2 of another shape")
	_, err := s.Load(setting("x"))
	wantError(t, err, ErrNewer, `settings "x" of fanout`, "newer overlap", "format is 2")
}

// damage writes a file's raw content behind the store's back.
func damage(t *testing.T, s *Store, key Key, content string) {
	t.Helper()
	if err := hackpadfs.WriteFullFile(s.fs, key.path(), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestForeignFilesAreLeftAlone(t *testing.T) {
	s := Memory()
	save(t, s, setting("x"), "1")
	for _, foreign := range []string{"notes.txt", ".ds_store", "X_.overlap", "x=61=_.overlap", "x%_.overlap", "sub/notes"} {
		if err := hackpadfs.MkdirAll(s.fs, "settings/fanout/sub", 0o700); err != nil {
			t.Fatal(err)
		}
		if err := hackpadfs.WriteFullFile(s.fs, "settings/fanout/"+foreign, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	wantNames(t, s, Settings, "x")
	if stats, err := s.Stats(); err != nil || stats.Files != 1 {
		t.Errorf("stats = %+v, %v; want 1 file", stats, err)
	}
}

// FuzzFile: any bytes are either refused or exactly what encodeFile writes.
func FuzzFile(f *testing.F) {
	f.Add(encodeFile([]byte("db=400ms")))
	f.Fuzz(func(t *testing.T, file []byte) {
		data, how, class := decodeFile(file)
		if (class == nil) != (how == "") {
			t.Fatalf("class %v, but %q", class, how)
		}
		if class == nil && string(encodeFile(data)) != string(file) {
			t.Fatalf("%q was read as %q", file, data)
		}
	})
}
