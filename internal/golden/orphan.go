package golden

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
)

// record remembers which goldens the tests of this process asked for, by absolute path, because the
// same folder may be reached as "." and through a pattern.
type record struct {
	mu    sync.Mutex
	ready bool
	paths map[string]bool
}

func newRecord() *record { return &record{paths: map[string]bool{}} }

func (r *record) start() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ready = true
}

// started reports whether Main runs the tests.
func (r *record) started() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.ready
}

func (r *record) add(path string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.paths[absolute(path)] = true
}

func (r *record) has(path string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.paths[absolute(path)]
}

func absolute(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		panic("golden: no current directory: " + err.Error())
	}
	return abs
}

// Main runs the tests and exits. After a full run that passed it fails when a file below
// testdata/golden was asked for by no test: such a golden looks like a check and is none.
//
// folders are patterns (filepath.Glob) of further package folders whose goldens this package owns,
// such as "../*" for a suite that uses EqualIn.
func Main(m *testing.M, folders ...string) {
	asked.start()
	code := m.Run()
	if code == 0 && fullRun() {
		orphans, err := asked.orphans(append([]string{"."}, folders...))
		if err != nil {
			fmt.Fprintln(os.Stderr, "golden:", err)
			code = 1
		}
		for _, path := range orphans {
			fmt.Fprintf(os.Stderr, "golden: orphan %s: no test asks for it; delete it, or bring its test back\n", path)
			code = 1
		}
	}
	os.Exit(code)
}

// fullRun reports whether every test of the package ran: only then is a golden that no test asked for an orphan. Under
// GOOS=js it is false, because packages leave out tests there that need files, processes or sockets.
func fullRun() bool {
	partial := []struct{ flag, unless string }{
		{"run", ""}, {"skip", ""}, {"list", ""}, {"fuzz", ""}, {"fuzzworker", "false"}, {"short", "false"},
	}
	for _, p := range partial {
		if f := flag.Lookup("test." + p.flag); f != nil && f.Value.String() != p.unless {
			return false
		}
	}
	count := flag.Lookup("test.count")
	return runtime.GOOS != "js" && (count == nil || count.Value.String() != "0")
}

// orphans lists, in order, the files below the folders' testdata/golden that no test asked for.
func (r *record) orphans(folders []string) ([]string, error) {
	var roots []string
	for _, pattern := range folders {
		matches, err := filepath.Glob(filepath.Join(pattern, "testdata", "golden"))
		if err != nil {
			return nil, fmt.Errorf("folders %q: %w", pattern, err)
		}
		roots = append(roots, matches...)
	}
	var found []string
	for _, root := range roots {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() && !r.has(path) {
				found = append(found, path)
				r.add(path) // a folder matched twice is reported once
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}
