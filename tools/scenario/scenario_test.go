package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestFolder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "barber")
	if err := writeFolder(folder, "barber"); err != nil {
		t.Fatal(err)
	}
	var names []string
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		names = append(names, name)
		text, err := os.ReadFile(filepath.Join(folder, name))
		if strings.Contains(strings.ToLower(string(text)), "example") {
			t.Errorf("%s still has the example's name", name)
		}
		return err
	})
	if want := []string{"barber.go", "barber.py", "claims.go", "lesson.md"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("%v, %v", names, err)
	}
	if err := writeFolder(folder, "barber"); err == nil {
		t.Error("a folder that is there is written again")
	}
}

func TestNamesThatAreRefused(t *testing.T) {
	const scenarios = "../../scenarios"
	for name, want := range map[string]string{
		"":                      "2 to 20 lower-case letters and digits, a letter first, such as barber",
		"Barber":                "2 to 20 lower-case letters",
		"sleeping-barber":       "2 to 20 lower-case letters",
		"../barber":             "2 to 20 lower-case letters",
		"2barber":               "2 to 20 lower-case letters",
		"barberbarberbarberbar": "2 to 20 lower-case letters",
		"hello":                 "scenarios/hello is there already: take another name",
		"all":                   "scenarios/all is there already",
		"type":                  `"type" has a meaning in Go or in package scenarios/all`,
		"list":                  `"list" has a meaning in Go`, // a function of the generated list
		"each":                  `"each" has a meaning in Go`, // one of its tests
		"init":                  `"init" has a meaning in Go`,
	} {
		if err := checkName(scenarios, name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want an error that says %q", name, err, want)
		}
	}
	if err := checkName(scenarios, "barber"); err != nil {
		t.Error(err)
	}
}

func TestOneNameIsExpected(t *testing.T) {
	for _, args := range [][]string{nil, {"a", "b"}} {
		if err := run(args, nil); err == nil || !strings.Contains(err.Error(), "make scenario NAME=barber") {
			t.Errorf("%q: %v", args, err)
		}
	}
}
