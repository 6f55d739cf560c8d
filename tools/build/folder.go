package main

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// write writes the files into a folder, with compressed forms when compress is set, and removes all others but dot files:
// .gitkeep keeps the folder in git. It refuses a folder that holds files and no earlier build. It returns how many files
// changed since that build; only changed files are compressed again.
func (o *output) write(dir string, compress bool) (changed int, err error) {
	if err := refuseForeign(dir); err != nil {
		return 0, err
	}
	keep := map[string]bool{}
	for _, f := range o.files {
		keep[f.name] = true
		for _, c := range f.compressors(compress) {
			keep[f.name+c.suffix] = true
		}
	}
	if err := errors.Join(os.MkdirAll(dir, 0o755), removeOthers(dir, keep)); err != nil {
		return 0, err
	}
	return o.writeAll(dir, compress)
}

// writeAll writes files on all cores, the largest first, because compressing the program takes as long as all other files.
func (o *output) writeAll(dir string, compress bool) (changed int, err error) {
	files := slices.SortedFunc(slices.Values(o.files), func(a, b file) int { return cmp.Compare(len(b.data), len(a.data)) })
	todo := make(chan file, len(files))
	for _, f := range files {
		todo <- f
	}
	close(todo)
	var mu sync.Mutex
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for f := range todo {
				fileChanged, problem := f.write(dir, compress)
				mu.Lock()
				err = errors.Join(err, problem)
				if fileChanged {
					changed++
				}
				mu.Unlock()
			}
		})
	}
	workers.Wait()
	return changed, err
}

// write writes a file and its compressed forms, and reports whether its content changed. The plain file comes last, so that
// after an interrupted build the next one finds the old file and compresses again.
func (f file) write(dir string, compress bool) (changed bool, err error) {
	have, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.name)))
	changed = err != nil || !bytes.Equal(have, f.data)
	for _, c := range f.compressors(compress) {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(f.name+c.suffix))); err == nil && !changed {
			continue
		}
		packed, err := c.pack(f.data)
		if err != nil {
			return changed, err
		}
		if err := writeFile(dir, f.name+c.suffix, packed); err != nil {
			return changed, err
		}
	}
	if !changed {
		return false, nil
	}
	return true, writeFile(dir, f.name, f.data)
}

// refuseForeign returns an error for a folder that holds files and no earlier build, because the caller would delete them.
func refuseForeign(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, "sw.js")); err == nil {
		return nil
	}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			return errors.New(dir + " holds " + e.Name() + " and no site: choose another folder or empty it")
		}
	}
	return err
}

// writeFile replaces a file in one step, so that a server that reads the folder never sends half of one.
func writeFile(dir, name string, data []byte) error {
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	next := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".next")
	if err := os.WriteFile(next, data, 0o644); err != nil {
		return err
	}
	return os.Rename(next, path)
}

// removeOthers removes files that no longer belong to the site, and folders that are empty then.
func removeOthers(dir string, keep map[string]bool) error {
	var folders []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		name, err := filepath.Rel(dir, path)
		switch {
		case err != nil:
			return err
		case e.IsDir():
			folders = append(folders, path)
		case !keep[filepath.ToSlash(name)] && !strings.HasPrefix(e.Name(), "."):
			return os.Remove(path)
		}
		return nil
	})
	slices.Reverse(folders)
	for _, f := range folders {
		os.Remove(f) //nolint:errcheck // fails for folders that hold files, which is intended
	}
	return err
}
