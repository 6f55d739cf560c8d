// Package artifact keeps the files a test leaves behind for people to look at: the received side of
// a changed golden, the screenshot of a failed page. They are evidence, never input: no test reads them.
package artifact

import (
	"errors"
	"os"
	"path/filepath"
)

// Env names the environment variable that says where the artefacts go. Without it they go to
// artifacts/ at the module root, which git ignores.
const Env = "OVERLAP_ARTIFACTS"

// Write writes data to name (a relative path, with slashes) in the given folder of the artefacts, and
// returns the path of the file. An existing file is replaced: only the last run is of interest.
func Write(folder, name string, data []byte) (string, error) {
	folder, name = filepath.FromSlash(folder), filepath.FromSlash(name)
	if !filepath.IsLocal(folder) || !filepath.IsLocal(name) {
		return "", errors.New("artifact: " + folder + " and " + name + " must be relative paths that stay below the artefacts")
	}
	base, err := root()
	if err != nil {
		return "", err
	}
	path := filepath.Join(base, folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return "", err
	}
	return path, os.WriteFile(path, data, 0o644)
}

// Package returns the folder of the current directory inside its module, with slashes: the path a
// test's package is known by ("." at the module root). Outside a module it is the directory's name.
func Package() (string, error) {
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	module, err := ModuleRoot()
	if err != nil {
		return filepath.Base(here), nil
	}
	folder, err := filepath.Rel(module, here)
	return filepath.ToSlash(folder), err
}

// ModuleRoot returns the nearest folder at or above the current directory that holds a go.mod.
func ModuleRoot() (string, error) {
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for dir := here; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("artifact: no go.mod at or above " + here)
		}
	}
}

func root() (string, error) {
	if dir := os.Getenv(Env); dir != "" {
		return filepath.Abs(dir)
	}
	module, err := ModuleRoot()
	if err != nil {
		return "", errors.New(err.Error() + "; set " + Env)
	}
	return filepath.Join(module, "artifacts"), nil
}
