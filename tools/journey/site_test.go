package journey

import (
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"overlap/internal/artifact"
	"overlap/site"
)

// buildSite builds the site into a folder of the test's and returns it. A site over its budget of bytes fails the
// test and is walked through all the same.
func buildSite(t *testing.T) fs.FS {
	t.Helper()
	root, err := artifact.ModuleRoot()
	if err != nil {
		t.Fatal(err)
	}
	readSources(t, root)
	dir := t.TempDir()
	// Compressing takes ten seconds. Files that are already in dist are not compressed again.
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(root, "dist"))); err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "run", "./tools/build", "-out", dir)
	cmd.Dir = root
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("go run ./tools/build: %v\n%s", err, said)
	}
	if err := site.Check(os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return os.DirFS(dir)
}

// readSources opens the files that the site may be built from. go test caches a passed result until a file changes that the
// test opened, and files that the go command opened for the test do not count.
func readSources(t *testing.T, root string) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		hidden := strings.HasPrefix(e.Name(), ".") && path != root
		switch {
		case err != nil:
			return err
		case e.IsDir() && (hidden || slices.Contains([]string{"artifacts", "dist", "node_modules", "testdata"}, e.Name())):
			return fs.SkipDir
		case !e.Type().IsRegular() || hidden || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		_, err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// serve serves the site on a loopback port until the test ends, and returns its address. Each of the changes
// wraps the handler, to make a server on which something is wrong.
func serve(t *testing.T, pages fs.FS, changes ...func(http.Handler) http.Handler) string {
	t.Helper()
	handler := site.Handler(pages, "")
	for _, change := range changes {
		handler = change(handler)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}
