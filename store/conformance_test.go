package store

import (
	"errors"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"testing"

	"overlap/internal/golden"
)

func TestMain(m *testing.M) { golden.Main(m) }

// place opens the same store each time it is called.
type place func(t *testing.T) *Store

// checkConformance checks what a user relies on, for one kind of storage. fresh returns an empty place. histories is
// smaller where every write waits for a disk.
func checkConformance(t *testing.T, histories effort, fresh func(t *testing.T) place) {
	t.Helper()
	for _, test := range []struct {
		name  string
		check func(t *testing.T, open place)
	}{
		{"saved is found again", checkSaved},
		{"save replaces", checkReplaces},
		{"names are kept apart", checkNames},
		{"lists are sorted", checkLists},
		{"delete", checkDelete},
		{"rename", checkRename},
		{"bounds", checkBounds},
		{"damage", checkDamage},
		{"foreign files are left alone", checkForeign},
		{"what an earlier release saved", checkEarlier},
		{"random histories", func(t *testing.T, open place) { checkHistories(t, histories, open) }},
	} {
		t.Run(test.name, func(t *testing.T) { test.check(t, fresh(t)) })
	}
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

// wantError checks that an error's message says each of the words.
func wantError(t *testing.T, err error, words ...string) {
	t.Helper()
	for _, word := range words {
		if err == nil || !strings.Contains(err.Error(), word) {
			t.Errorf("error %q does not say %q", err, word)
		}
	}
}

// wantNames checks the names of a list of settings.
func wantNames(t *testing.T, s *Store, scenario string, want ...string) {
	t.Helper()
	if names, err := s.List(Settings, scenario); err != nil || !slices.Equal(names, want) {
		t.Errorf("settings of %s: %q, %v; want %q", scenario, names, err, want)
	}
}

func checkSaved(t *testing.T, open place) {
	wantNames(t, open(t), "fanout")
	save(t, open(t), setting("slow database"), "db=400ms&clients=50")
	save(t, open(t), setting("empty"), "")
	save(t, open(t), setting("binary"), "\x00\xff\n\r\n")
	wantData(t, open(t), setting("slow database"), "db=400ms&clients=50")
	wantData(t, open(t), setting("empty"), "")
	wantData(t, open(t), setting("binary"), "\x00\xff\n\r\n")
	_, err := open(t).Load(setting("Slow database"))
	wantError(t, err, `there is no settings "Slow database" of fanout`)
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v is not fs.ErrNotExist", err)
	}
}

func checkReplaces(t *testing.T, open place) {
	for _, data := range []string{"a long first content", "short", "", "longer again"} {
		save(t, open(t), setting("x"), data)
		wantData(t, open(t), setting("x"), data)
		wantNames(t, open(t), "fanout", "x")
	}
}

// similar are names that some file system or display confuses with each other, or with a special name.
var similar = []string{
	"x", "X", "x ö", "x o\u0308", "x O\u0308", ".", "..", "...", "con", "nul.txt", "a/b", `a\b`, "a:b", "/", "../x",
	"a b", "a_b", "a+b", "a=b", "a%20b", "x_.overlap", "👩‍💻", "👩💻", "ﬁ", "fi", "日本語", strings.Repeat("長", maxName), strings.Repeat("a", maxName),
	strings.Repeat("長", maxName-1), strings.Repeat("長", maxName-1) + "い", strings.Repeat("長", 25), strings.Repeat("\U0001f600", maxName),
}

func checkNames(t *testing.T, open place) {
	s := open(t)
	for _, name := range similar {
		save(t, s, setting(name), "of "+name)
	}
	for _, name := range similar {
		wantData(t, s, setting(name), "of "+name)
	}
	wantNames(t, s, "fanout", slices.Sorted(slices.Values(similar))...)
	for _, name := range similar {
		if err := s.Delete(setting(name)); err != nil {
			t.Error(err)
		}
	}
	wantNames(t, s, "fanout")
}

func checkLists(t *testing.T, open place) {
	s := open(t)
	save(t, s, setting("b"), "12345")
	save(t, s, setting("A"), "")
	save(t, s, setting("a"), "1")
	save(t, s, Key{Settings, "fanout-2", "other scenario"}, "1")
	wantNames(t, open(t), "fanout", "A", "a", "b")
	wantNames(t, open(t), "fanout-2", "other scenario")
	wantNames(t, open(t), "fan")
	_, err := s.List("setting", "fanout")
	wantError(t, err, `"setting"`)
	_, err = s.List(Settings, "../fanout")
	wantError(t, err, "../fanout", "a-z")
}

func checkDelete(t *testing.T, open place) {
	s := open(t)
	long := setting(strings.Repeat("長", maxName))
	save(t, s, setting("x"), "1")
	save(t, s, long, "2")
	for _, key := range []Key{long, setting("x")} {
		if err := s.Delete(key); err != nil {
			t.Errorf("delete %v: %v", key, err)
		}
		if err := s.Delete(key); err != nil {
			t.Errorf("delete %v, which is not there: %v", key, err)
		}
		_, err := open(t).Load(key)
		wantError(t, err, "there is no settings")
	}
	wantNames(t, open(t), "fanout")
	save(t, s, setting("x"), "again")
	wantData(t, open(t), setting("x"), "again")
}

func checkRename(t *testing.T, open place) {
	s := open(t)
	save(t, s, setting("x"), "1")
	save(t, s, setting("taken"), "2")
	for _, step := range [][2]string{{"x", "X"}, {"X", strings.Repeat("長", maxName)}, {strings.Repeat("長", maxName), "y"}, {"y", "y"}} {
		if err := s.Rename(setting(step[0]), step[1]); err != nil {
			t.Errorf("rename %q to %q: %v", step[0], step[1], err)
		}
		wantData(t, open(t), setting(step[1]), "1")
	}
	wantNames(t, open(t), "fanout", "taken", "y")
	wantError(t, s.Rename(setting("y"), "taken"), `"taken" of fanout exists already`, "another name")
	wantError(t, s.Rename(setting("gone"), "z"), `there is no settings "gone"`)
	wantError(t, s.Rename(setting("y"), " z"), `" z"`)
	wantData(t, open(t), setting("y"), "1")
	wantData(t, open(t), setting("taken"), "2")
}

func checkBounds(t *testing.T, open place) {
	s := open(t)
	big := strings.Repeat("0123456789abcdef", maxSize/16)
	save(t, s, setting("big"), big)
	wantError(t, s.Save(setting("big"), []byte(big+"x")), `"big" of fanout would have 1048577 bytes`, "at most 1048576")
	wantData(t, open(t), setting("big"), big)
	var paths []string
	for i := range maxDocuments - 1 {
		paths = append(paths, setting("n"+strconv.Itoa(i)).path())
	}
	fill(t, s, paths, encode(nil))
	wantError(t, s.Save(setting("one more"), nil), `"one more" of fanout was not saved`, "at most 1000", "delete")
	save(t, s, setting("n0"), "one that is there can be replaced")
	save(t, s, Key{Settings, "echo", "x"}, "another scenario has room")
	if err := s.Delete(setting("n1")); err != nil {
		t.Error(err)
	}
	save(t, s, setting("one more"), "")
}
