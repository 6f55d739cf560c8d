// Package golden compares what a test received with a file that a person has looked at and committed.
//
// A package with goldens has one line in its tests:
//
//	func TestMain(m *testing.M) { golden.Main(m) }
//
// and calls Equal for each golden. `go test ./chart -update` writes them, and git diff shows what
// changed. A failing run leaves the received file among the artefacts (see package artifact), so that
// a changed picture can be looked at. Goldens live in testdata/golden and nowhere else, so that a
// golden nobody compares with any more is found: Main fails on it.
//
// It is one package with the project's only -update flag rather than a flag per package, so that the
// command that a failure prints is always the same.
package golden

import (
	"bytes"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"overlap/internal/artifact"
)

// update and asked are package variables because a test process has one command line and one set of golden files, and
// package testing offers no other way from a test to TestMain.
var (
	update = flag.Bool("update", false, "write the golden files instead of comparing with them")
	asked  = newRecord()
)

// Equal fails t unless got is the content of testdata/golden/<name> of the package under test.
// The name is a relative path with slashes, such as "fanout/timeline.svg".
func Equal(t testing.TB, name string, got []byte) {
	t.Helper()
	EqualIn(t, ".", name, got)
}

// EqualIn is Equal for a golden in another package's folder, given relative to the package under test
// ("../fanout"). It is for a suite that checks many folders; the suite passes those folders to Main,
// and the other packages leave their testdata/golden to it.
func EqualIn(t testing.TB, folder, name string, got []byte) {
	t.Helper()
	path := filepath.Join(folder, "testdata", "golden", filepath.FromSlash(name))
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		t.Fatalf("golden: %q is not a relative path below testdata/golden", name)
	}
	if !asked.started() {
		t.Fatal("golden: this package needs `func TestMain(m *testing.M) { golden.Main(m) }`, which finds orphan goldens")
	}
	asked.add(path)
	if *update {
		write(t, path, got)
		return
	}
	compare(t, path, name, got)
}

func write(t testing.TB, path string, got []byte) {
	t.Helper()
	if runtime.GOOS == "js" {
		t.Fatal("golden: -update is refused under GOOS=js: the native run writes the goldens and the js run must agree with them")
	}
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, got) {
		return
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatalf("golden: %v", err)
	}
	if err := os.WriteFile(path, got, 0o644); err != nil {
		t.Fatalf("golden: %v", err)
	}
	t.Logf("golden: wrote %s", path)
}

func compare(t testing.TB, path, name string, got []byte) {
	t.Helper()
	want, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		t.Errorf("golden: %s does not exist\n%s", inModule(path), advice(t, name, got))
	case err != nil:
		t.Errorf("golden: %v", err)
	case !bytes.Equal(want, got):
		t.Errorf("golden: %s differs: %s\n%s", inModule(path), difference(want, got), advice(t, name, got))
	}
}

// inModule returns a path relative to the module's root, for use in messages.
func inModule(file string) string {
	folder, err := artifact.Package()
	if err != nil {
		return file
	}
	return path.Join(folder, filepath.ToSlash(file))
}

// advice writes the received file among the artefacts and returns its path, with the command that accepts it.
func advice(t testing.TB, name string, got []byte) string {
	folder, err := artifact.Package()
	if err != nil {
		folder = "."
	}
	accept := "accept it:   go test ./" + folder + " -run '" + only(t) + "' -update"
	path, err := artifact.Write(folder, name, got)
	if err != nil {
		return "received:    not kept, " + err.Error() + "\n" + accept
	}
	return "received:    " + path + "\n" + accept
}

// only returns the pattern for -run that no other test matches, and no other subtest.
func only(t testing.TB) string {
	names := strings.Split(regexp.QuoteMeta(t.Name()), "/")
	return "^" + strings.Join(names, "$/^") + "$"
}
