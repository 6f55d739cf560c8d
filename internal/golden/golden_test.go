//go:build !js

// Not under js: these tests build and run programs, which js/wasm cannot. TestUnderJS runs the sample there.

package golden_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// sample is the built sample package with a folder to run it in.
type sample struct {
	t            *testing.T
	binary, root string
}

// build compiles the sample package for a target ("" is this machine).
func build(t *testing.T, env ...string) *sample {
	t.Helper()
	s := &sample{t: t, root: t.TempDir()}
	s.binary = filepath.Join(s.root, "sample.test")
	cmd := exec.Command("go", "test", "-c", "-o", s.binary, "./testdata/sample")
	cmd.Env = append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("building the sample: %v\n%s", err, out)
	}
	return s
}

// folder is a fresh copy of the package's folder, with goldens that are right.
func (s *sample) folder() string {
	dir := filepath.Join(s.t.TempDir(), "sample")
	s.put(filepath.Join(dir, "testdata/golden/poem.txt"), "first line\nsecond line\n")
	s.put(filepath.Join(dir, "testdata/golden/deep/bytes.bin"), "\xff\x00\x01\x02")
	s.put(filepath.Join(dir, "../neighbour/testdata/golden/theirs.txt"), "theirs\n")
	return dir
}

func (s *sample) put(path, content string) {
	s.t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

// run runs the sample in dir and returns what it printed and whether it passed.
func (s *sample) run(dir string, args ...string) (string, bool) {
	return s.command(dir, s.binary, args...)
}

func (s *sample) command(dir, program string, args ...string) (string, bool) {
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "OVERLAP_ARTIFACTS="+filepath.Join(dir, "kept"))
	out, err := cmd.CombinedOutput()
	return string(out), err == nil
}

func wantFailure(t *testing.T, out string, passed bool, mentions ...string) {
	t.Helper()
	if passed {
		t.Errorf("passed, want a failure:\n%s", out)
	}
	for _, m := range mentions {
		if !strings.Contains(out, m) {
			t.Errorf("output lacks %q:\n%s", m, out)
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Error(err)
	}
	return string(data)
}

func TestRightGoldensPass(t *testing.T) {
	s := build(t)
	if out, passed := s.run(s.folder()); !passed {
		t.Errorf("failed:\n%s", out)
	}
}

func TestAChangedGoldenFails(t *testing.T) {
	s := build(t)
	dir := s.folder()
	s.put(filepath.Join(dir, "testdata/golden/poem.txt"), "first line\nsecond lime\n")
	out, passed := s.run(dir)
	wantFailure(t, out, passed, "testdata/golden/poem.txt differs", "line 2, column 10",
		`want: "second lime"`, `got:  "second line"`, "go test ./sample -run '^TestPoem$' -update")
	if got := read(t, filepath.Join(dir, "kept/sample/poem.txt")); got != "first line\nsecond line\n" {
		t.Errorf("the received file was kept as %q", got)
	}
	if got := read(t, filepath.Join(dir, "testdata/golden/poem.txt")); !strings.Contains(got, "lime") {
		t.Error("a run without -update changed the golden")
	}
}

func TestAMissingOrBinaryGoldenFailsReadably(t *testing.T) {
	s := build(t)
	dir := s.folder()
	s.put(filepath.Join(dir, "testdata/golden/deep/bytes.bin"), "\xff\x00")
	if err := os.Remove(filepath.Join(dir, "testdata/golden/poem.txt")); err != nil {
		t.Fatal(err)
	}
	out, passed := s.run(dir)
	wantFailure(t, out, passed, "poem.txt does not exist", "first at byte 2 (2 bytes wanted, 4 received)", "-run '^TestNested$/^part_one$' -update")
}

func TestAnOrphanFailsAFullRunOnly(t *testing.T) {
	s := build(t)
	dir := s.folder()
	s.put(filepath.Join(dir, "testdata/golden/deep/old.svg"), "")
	s.put(filepath.Join(dir, "../neighbour2/testdata/golden/gone.txt"), "")
	out, passed := s.run(dir)
	wantFailure(t, out, passed, "orphan testdata/golden/deep/old.svg", "orphan ../neighbour2/testdata/golden/gone.txt")
	for _, partial := range []string{"-test.run=Poem", "-test.skip=Poem", "-test.short", "-test.count=0", "-test.list=."} {
		if out, passed := s.run(dir, partial); !passed {
			t.Errorf("%s: a partial run cannot know orphans, but failed:\n%s", partial, out)
		}
	}
}

func TestUpdateWritesWhatWasReceived(t *testing.T) {
	s := build(t)
	dir := s.folder()
	s.put(filepath.Join(dir, "testdata/golden/poem.txt"), "old")
	if err := os.RemoveAll(filepath.Join(dir, "testdata/golden/deep")); err != nil {
		t.Fatal(err)
	}
	if out, passed := s.run(dir, "-update"); !passed {
		t.Errorf("-update failed:\n%s", out)
	}
	if out, passed := s.run(dir); !passed {
		t.Errorf("the run after -update failed:\n%s", out)
	}
}

func TestUnderJS(t *testing.T) {
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("needs node to run js/wasm: ", err)
	}
	s := build(t, "GOOS=js", "GOARCH=wasm")
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	exec := filepath.Join(strings.TrimSpace(string(goroot)), "lib/wasm/go_js_wasm_exec")
	dir := s.folder()
	if out, passed := s.command(dir, exec, s.binary); !passed {
		t.Errorf("comparing failed under js:\n%s", out)
	}
	s.put(filepath.Join(dir, "testdata/golden/poem.txt"), "other")
	out, passed := s.command(dir, exec, s.binary)
	wantFailure(t, out, passed, "poem.txt differs")
	out, passed = s.command(dir, exec, s.binary, "-update")
	wantFailure(t, out, passed, "-update is refused under GOOS=js")
	if got := read(t, filepath.Join(dir, "testdata/golden/poem.txt")); got != "other" {
		t.Errorf("the js run wrote the golden: %q", got)
	}
}
