package layering

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path"
	"strings"
	"testing"

	"overlap/internal/artifact"
)

// module is the module's path, which every import of ours begins with.
const module = "overlap"

// listed is what the go command says of a package.
type listed struct {
	ImportPath, Dir, Export       string
	Standard                      bool
	GoFiles, TestGoFiles, Imports []string
}

// ours returns the package's path below the module, "." for its root; ok is false for other modules'.
func ours(importPath string) (below string, ok bool) {
	if importPath == module {
		return ".", true
	}
	return strings.CutPrefix(importPath, module+"/")
}

// list runs go list for an operating system. A package that does not compile is listed all the same: its
// imports are wrong or right whatever else is.
func list(t *testing.T, goos string, args ...string) []listed {
	t.Helper()
	args = append([]string{"list", "-e", "-json=ImportPath,Dir,Export,Standard,GoFiles,TestGoFiles,Imports"}, args...)
	cmd := exec.Command("go", args...)
	cmd.Dir = root(t)
	cmd.Env = append(os.Environ(), "GOOS="+goos, "GOARCH="+map[string]string{"js": "wasm"}[goos])
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		errors.As(err, &exit)
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, exit.Stderr)
	}
	var all []listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func root(t *testing.T) string {
	t.Helper()
	dir, err := artifact.ModuleRoot()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// fits reports whether a path fits one of the patterns.
func fits(name string, patterns ...string) bool {
	for _, p := range patterns {
		if folder, deep := strings.CutSuffix(p, "/..."); deep && (name == folder || strings.HasPrefix(name, folder+"/")) {
			return true
		}
		if ok, _ := path.Match(p, name); ok {
			return true
		}
	}
	return false
}
