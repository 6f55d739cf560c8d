package main

import (
	"cmp"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"overlap/internal/artifact"
)

// Another scenario is one new folder and the generator: nothing else is edited, and the command lists it,
// runs it and makes flags of its parameters. Tried on a copy of what the command is made of.
func TestAnotherScenarioIsOneFolder(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles the module once more")
	}
	root, err := artifact.ModuleRoot()
	if err != nil {
		t.Fatal(err)
	}
	copied := t.TempDir()
	for _, part := range []string{"go.mod", "go.sum", "dist.go", "dist/.gitkeep", "engine", "chart", "panel", "report", "scenarios", "site", "cmd", "internal/artifact", "internal/golden", "tools/catalog"} {
		copyAll(t, filepath.Join(copied, part), filepath.Join(root, part))
	}
	copyAll(t, filepath.Join(copied, "scenarios", "trivial"), "testdata/trivial")
	goIn := func(args ...string) (string, error) {
		cmd := exec.Command("go", args...)
		cmd.Dir = copied
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	if out, err := goIn("run", "./tools/catalog", "-check"); err == nil || !strings.Contains(out, "stale: run go generate ./scenarios/all") {
		t.Errorf("the list without the new scenario passes for fresh: %v\n%s", err, out)
	}
	for _, args := range []string{
		"run ./tools/catalog", "build -o overlap.test ./cmd/overlap",
		"test -run TestValidate|TestDefaultsSucceed|TestSameSeedSameTrace|TestClaims|TestListIsNotStale ./scenarios/all",
	} {
		if out, err := goIn(strings.Fields(args)...); err != nil {
			t.Fatalf("go %s: %v\n%s", args, err, out)
		}
	}
	for args, want := range map[string]string{ // whatever the width of columns, which depends on the other scenarios
		"list":                       "trivial Two naps in-turn, at-once",
		"run trivial --nap 3s":       "at-once 3 s rested",
		"check trivial --seeds 2":    "ok trivial always 2 of 2",
		"run trivial --help":         "--nap DURATION",
		"run trivial --variant soon": `--variant: "soon" is not allowed: one of in-turn, at-once`,
	} {
		out, _ := exec.Command(filepath.Join(copied, "overlap.test"), strings.Fields(args)...).CombinedOutput()
		if !strings.Contains(strings.Join(strings.Fields(string(out)), " "), want) {
			t.Errorf("overlap %s does not say %q:\n%s", args, want, out)
		}
	}
}

// copyAll copies a file or a folder, without what npm fetched. Linking would let the generator write into the
// original.
func copyAll(t *testing.T, to, from string) {
	t.Helper()
	err := filepath.WalkDir(from, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() && e.Name() == "node_modules" {
			return cmp.Or(err, fs.SkipDir)
		}
		below, err := filepath.Rel(from, path)
		if err != nil || e.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, below)
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		return os.WriteFile(target, content, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
}
