package main

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"

	"overlap/python"
)

// tracing is what a traced command needs: a folder that its Python processes import, and one for the traces they leave.
type tracing struct{ folder, hook string }

// newTracing makes the folders.
func newTracing() (*tracing, error) {
	folder, err := os.MkdirTemp("", "overlap-trace-")
	if err != nil {
		return nil, err
	}
	t := &tracing{folder: folder}
	if t.hook = keptHook(); t.hook == "" {
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

// keptHook returns the folder of the hook that this user's traced commands have in common, "" where none can be kept. Python
// compiles the hook there once, instead of in each process.
func keptHook() string {
	cache, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	cache = filepath.Join(cache, "overlap")
	kept := filepath.Join(cache, "hook-"+hookSum())
	if _, err := os.Stat(kept); err == nil {
		return kept
	}
	if os.MkdirAll(cache, 0o700) != nil {
		return ""
	}
	made, err := os.MkdirTemp(cache, "making-")
	if err != nil {
		return ""
	}
	defer os.RemoveAll(made)
	if os.CopyFS(made, python.Hook) != nil {
		return ""
	}
	if os.Rename(made, kept) != nil { // another command was first, unless the folder takes none
		if _, err := os.Stat(kept); err != nil {
			return ""
		}
	}
	return kept
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
func (t *tracing) remove()        { os.RemoveAll(t.folder) }

// environ returns the variables by which the hook gets in, beside those that there are. The program keeps its own PYTHONPATH.
func (t *tracing) environ() []string {
	path := t.hook
	if own := os.Getenv("PYTHONPATH"); own != "" {
		path += string(filepath.ListSeparator) + own
	}
	return append(os.Environ(), "PYTHONPATH="+path, "OVERLAP_TRACE="+t.traces())
}
