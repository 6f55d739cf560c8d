package store

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"overlap/internal/golden"
)

func TestMain(m *testing.M) { golden.Main(m) }

// place is somewhere a store can be opened, and opened again.
type place func(t *testing.T) *Store

// conform checks what a user relies on, for one kind of storage. fresh returns an empty place;
// histories says how many random histories are tried and how long they are: less where a write waits
// for a disk.
func conform(t *testing.T, histories effort, fresh func(t *testing.T) place) {
	t.Helper()
	for _, test := range []struct {
		name  string
		check func(t *testing.T, open place)
	}{
		{"saved is found again", checkSaved},
		{"save replaces", checkReplaces},
		{"names are kept apart", checkNames},
		{"lists are sorted and have sizes", checkLists},
		{"delete", checkDelete},
		{"rename", checkRename},
		{"backup moves everything", checkBackup},
		{"random histories", func(t *testing.T, open place) { checkHistories(t, histories, open) }},
	} {
		t.Run(test.name, func(t *testing.T) { test.check(t, fresh(t)) })
	}
}

func TestMemoryConforms(t *testing.T) {
	conform(t, effort{checks: 50, steps: 30}, func(*testing.T) place {
		first := Memory()
		return func(*testing.T) *Store { return &Store{fs: first.fs} }
	})
}

func setting(name string) Key { return Key{Settings, "fanout", name} }

func save(t *testing.T, s *Store, key Key, data string) {
	t.Helper()
	if err := s.Save(key, []byte(data)); err != nil {
		t.Fatalf("save %v: %v", key, err)
	}
}

func wantData(t *testing.T, s *Store, key Key, want string) {
	t.Helper()
	if got, err := s.Load(key); err != nil || string(got) != want {
		t.Errorf("load %v = %q, %v; want %q", key, got, err, want)
	}
}

// wantError checks the class of an error, and that its message says each of the words.
func wantError(t *testing.T, err, class error, words ...string) {
	t.Helper()
	if !errors.Is(err, class) {
		t.Errorf("error %v, want %v", err, class)
		return
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("error %q does not say %q", err, word)
		}
	}
}

// wantNames checks the names of a list.
func wantNames(t *testing.T, s *Store, kind Kind, want ...string) {
	t.Helper()
	entries, err := s.List(kind, "fanout")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Key.Name)
	}
	if !slices.Equal(names, want) {
		t.Errorf("%s of fanout: %q, want %q", kind, names, want)
	}
}

func checkSaved(t *testing.T, open place) {
	wantNames(t, open(t), Settings)
	save(t, open(t), setting("slow database"), "db=400ms&clients=50")
	save(t, open(t), setting("empty"), "")
	save(t, open(t), Key{Runs, "fanout", "binary"}, "\x00\xff\n\r\n")
	wantData(t, open(t), setting("slow database"), "db=400ms&clients=50")
	wantData(t, open(t), setting("empty"), "")
	wantData(t, open(t), Key{Runs, "fanout", "binary"}, "\x00\xff\n\r\n")
	_, err := open(t).Load(setting("Slow database"))
	wantError(t, err, ErrNotFound, `settings "Slow database" of fanout`)
	big := strings.Repeat("0123456789abcdef", MaxFile/16)
	save(t, open(t), setting("big"), big)
	wantData(t, open(t), setting("big"), big)
	wantError(t, open(t).Save(setting("big"), []byte(big+"x")), ErrFull, "1048577 bytes", "1048576 bytes")
	wantData(t, open(t), setting("big"), big)
}

func checkReplaces(t *testing.T, open place) {
	for _, data := range []string{"a long first content", "short", "", "longer again"} {
		save(t, open(t), setting("x"), data)
		wantData(t, open(t), setting("x"), data)
		wantNames(t, open(t), Settings, "x")
	}
}

// similar are names that some file system or some display takes for one another, or for something else.
var similar = []string{
	"x", "X", "x ö", "x o\u0308", "x O\u0308", ".", "..", "...", "con", "nul.txt", "a/b", `a\b`, "a:b", "/", "../x",
	"a b", "a_b", "a+b", "a=b", "a%20b", "x_.overlap", "👩‍💻", "👩💻", "ﬁ", "fi", "日本語", strings.Repeat("長", MaxName), strings.Repeat("a", MaxName),
	strings.Repeat("長", MaxName-1), strings.Repeat("長", MaxName-1) + "い", strings.Repeat("長", 25), strings.Repeat("\U0001f600", MaxName),
}

func checkNames(t *testing.T, open place) {
	s := open(t)
	for _, name := range similar {
		save(t, s, setting(name), "of "+name)
	}
	for _, name := range similar {
		wantData(t, s, setting(name), "of "+name)
	}
	wantNames(t, s, Settings, slices.Sorted(slices.Values(similar))...)
	for _, name := range similar {
		if err := s.Delete(setting(name)); err != nil {
			t.Error(err)
		}
	}
	wantNames(t, s, Settings)
}

func checkLists(t *testing.T, open place) {
	s := open(t)
	save(t, s, setting("b"), "12345")
	save(t, s, setting("A"), "")
	save(t, s, setting("a"), "1")
	save(t, s, Key{Settings, "fanout-2", "other scenario"}, "1")
	save(t, s, Key{Runs, "fanout", "other kind"}, "123")
	entries, err := s.List(Settings, "fanout")
	want := []Entry{{setting("A"), 0}, {setting("a"), 1}, {setting("b"), 5}}
	if err != nil || !slices.Equal(entries, want) {
		t.Errorf("list = %v, %v; want %v", entries, err, want)
	}
	stats, err := open(t).Stats()
	if want := (Stats{Files: 5, MaxFiles: 1000, Bytes: 10, MaxBytes: 32 << 20}); err != nil || stats != want {
		t.Errorf("stats = %+v, %v; want %+v", stats, err, want)
	}
	_, err = s.List("setting", "fanout")
	wantError(t, err, ErrName, `"setting"`, "composed, runs, settings")
	_, err = s.List(Settings, "../fanout")
	wantError(t, err, ErrName, "../fanout", "a-z")
}

func checkDelete(t *testing.T, open place) {
	s := open(t)
	long := setting(strings.Repeat("長", MaxName))
	save(t, s, setting("x"), "1")
	save(t, s, long, "2")
	for _, key := range []Key{long, setting("x")} {
		if err := s.Delete(key); err != nil {
			t.Errorf("delete %v: %v", key, err)
		}
		wantError(t, s.Delete(key), ErrNotFound, "there is no settings")
		_, err := open(t).Load(key)
		wantError(t, err, ErrNotFound)
	}
	wantNames(t, open(t), Settings)
	save(t, s, setting("x"), "again")
	wantData(t, open(t), setting("x"), "again")
}

func checkRename(t *testing.T, open place) {
	s := open(t)
	save(t, s, setting("x"), "1")
	save(t, s, setting("taken"), "2")
	for _, step := range [][2]string{{"x", "X"}, {"X", strings.Repeat("長", MaxName)}, {strings.Repeat("長", MaxName), "y"}, {"y", "y"}} {
		if err := s.Rename(setting(step[0]), step[1]); err != nil {
			t.Errorf("rename %q to %q: %v", step[0], step[1], err)
		}
		wantData(t, open(t), setting(step[1]), "1")
	}
	wantNames(t, open(t), Settings, "taken", "y")
	wantError(t, s.Rename(setting("y"), "taken"), ErrExists, `"taken"`, "another name")
	wantError(t, s.Rename(setting("gone"), "z"), ErrNotFound, `"gone"`)
	wantError(t, s.Rename(setting("gone"), "gone"), ErrNotFound)
	wantError(t, s.Rename(setting("y"), " z"), ErrName, `" z"`)
	wantData(t, open(t), setting("y"), "1")
	wantData(t, open(t), setting("taken"), "2")
}

func checkBackup(t *testing.T, open place) {
	s := open(t)
	save(t, s, setting("Café 2"), "db=400ms")
	save(t, s, Key{Runs, "restaurant", "run"}, "\x00\n")
	backup, err := s.Export()
	if err != nil {
		t.Fatal(err)
	}
	save(t, s, setting("Café 2"), "db=1ms")
	if err := s.Delete(Key{Runs, "restaurant", "run"}); err != nil {
		t.Fatal(err)
	}
	if done, err := s.Import(backup, KeepMine); err != nil || done != (Imported{Added: 1, Kept: 1}) {
		t.Errorf("import, keep: %+v, %v", done, err)
	}
	wantData(t, open(t), setting("Café 2"), "db=1ms")
	if done, err := s.Import(backup, TakeBackup); err != nil || done != (Imported{Replaced: 1, Same: 1}) {
		t.Errorf("import, replace: %+v, %v", done, err)
	}
	wantData(t, open(t), setting("Café 2"), "db=400ms")
	if again, err := open(t).Export(); err != nil || string(again) != string(backup) {
		t.Errorf("exported again %q, %v; want %q", again, err, backup)
	}
}
