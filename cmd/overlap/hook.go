package main

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"overlap/python"
)

// tracing is what a traced command needs: a folder that its Python processes import, and one for the traces they leave.
type tracing struct {
	folder, hook string
	used         func() // says that the hook is no longer in use; nil for one of its own
}

// newTracing makes the folders.
func newTracing() (*tracing, error) {
	folder, err := os.MkdirTemp("", "overlap-trace-")
	if err != nil {
		return nil, err
	}
	t := &tracing{folder: folder}
	if !t.keepHook() {
		t.hook = filepath.Join(folder, "hook")
		err = os.CopyFS(t.hook, python.Hook)
	}
	if err == nil {
		err = os.Mkdir(t.traces(), 0o700)
	}
	if err != nil {
		t.remove()
		return nil, err
	}
	return t, nil
}

// keepHook uses the folder of the hook that this user's traced commands have in common, and reports whether there is one. Python
// compiles the hook there once, instead of in each process.
func (t *tracing) keepHook() bool {
	cache, err := os.UserCacheDir()
	if err != nil {
		return false
	}
	cache = filepath.Join(cache, "overlap")
	kept := filepath.Join(cache, "hook-"+hookSum())
	used, ok := use(kept)
	if !ok {
		used, ok = makeHook(cache, kept)
	}
	if ok {
		t.hook, t.used = kept, used
		removeUnused(cache, kept)
	}
	return ok
}

// makeHook makes the folder of the hook, unless another command is first, and uses it.
func makeHook(cache, kept string) (used func(), ok bool) {
	if os.MkdirAll(cache, 0o700) != nil {
		return nil, false
	}
	made, err := os.MkdirTemp(cache, "making-")
	if err != nil {
		return nil, false
	}
	defer os.RemoveAll(made) // after the rename there is none of that name
	used, ok = use(made)
	if !ok {
		return nil, false
	}
	if os.CopyFS(made, python.Hook) == nil && os.Rename(made, kept) == nil {
		return used, true
	}
	used()
	return use(kept)
}

// isHook matches the names of folders that are, or were to be, a hook.
var isHook = regexp.MustCompile(`^(hook|making|removing)-`)

// removeUnused removes the hooks of other versions, and what commands that were killed have left, unless a command uses it.
func removeUnused(cache, kept string) {
	entries, _ := os.ReadDir(cache)
	for _, x := range entries {
		name := filepath.Join(cache, x.Name())
		if name == kept || !isHook.MatchString(x.Name()) {
			continue
		}
		if done, ok := unused(name); ok {
			gone := filepath.Join(cache, "removing-"+x.Name())
			os.RemoveAll(gone)
			os.Rename(name, gone) // who is killed now leaves no half of a hook
			os.RemoveAll(gone)
			done()
		}
	}
}

// hookSum tells one version of the hook from another.
func hookSum() string {
	sum := sha256.New()
	fs.WalkDir(python.Hook, ".", func(name string, x fs.DirEntry, _ error) error { // an embedded folder can be read
		if !x.IsDir() {
			text, _ := python.Hook.ReadFile(name)
			sum.Write(text)
		}
		return nil
	})
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

func (t *tracing) traces() string { return filepath.Join(t.folder, "traces") }

func (t *tracing) remove() {
	os.RemoveAll(t.folder)
	if t.used != nil {
		t.used()
	}
}

// environ returns the variables by which the hook gets in, beside those that there are. The program keeps its own PYTHONPATH.
func (t *tracing) environ() []string {
	path := t.hook
	if own := os.Getenv("PYTHONPATH"); own != "" {
		path += string(filepath.ListSeparator) + own
	}
	return append(os.Environ(), "PYTHONPATH="+path, "OVERLAP_TRACE="+t.traces())
}
