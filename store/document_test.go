package store

import (
	"strings"
	"testing"

	"overlap/internal/golden"
)

// The format of a file is a promise: what an older overlap saved must be read.
func TestDocumentFormat(t *testing.T) {
	golden.Equal(t, "file.overlap", encode([]byte("db=400ms&clients=50")))
}

func checkDamage(t *testing.T, open place) {
	whole := string(encode([]byte("db=400ms&clients=50")))
	for name, broken := range map[string]string{
		"empty":    "",
		"cut":      whole[:len(whole)-1],
		"head cut": whole[:headLength-1],
		"grown":    whole + "\n",
		"flipped":  strings.Replace(whole, "400", "401", 1),
		"foreign":  "db=400ms&clients=50 and so on and so forth",
		"huge":     whole + strings.Repeat("x", maxSize),
		"old":      strings.Replace(whole, "overlap 1", "overlap 0", 1),
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			damage(t, s, setting("x"), broken)
			_, err := s.Load(setting("x"))
			wantError(t, err, `settings "x" of fanout is damaged (`, "delete it")
			wantNames(t, s, "fanout", "x")
			if err := s.Delete(setting("x")); err != nil {
				t.Error(err)
			}
			wantNames(t, s, "fanout")
		})
	}
	damage(t, open(t), setting("x"), "overlap 2 of another shape")
	_, err := open(t).Load(setting("x"))
	wantError(t, err, `settings "x" of fanout was saved by a newer overlap`, "format is 2")
}

// damage writes a file's raw content behind the store's back.
func damage(t *testing.T, s *Store, key Key, content string) {
	t.Helper()
	if err := s.files.WriteFile(key.path(), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func checkForeign(t *testing.T, open place) {
	s := open(t)
	save(t, s, setting("x"), "1")
	for _, foreign := range []string{"notes.txt", ".ds_store", "X_.overlap", "x=61=_.overlap", "x%_.overlap", "sub/notes"} {
		if err := s.files.WriteFile("settings/fanout/"+foreign, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	wantNames(t, s, "fanout", "x")
}

// FuzzDecode: any bytes are either refused or exactly what encode writes.
func FuzzDecode(f *testing.F) {
	f.Add(encode([]byte("db=400ms")))
	f.Fuzz(func(t *testing.T, file []byte) {
		if data, problem := decode(file); problem == "" && string(encode(data)) != string(file) {
			t.Fatalf("%q was read as %q", file, data)
		}
	})
}
