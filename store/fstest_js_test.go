//go:build js

package store

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/hack-pad/hackpadfs"
	"github.com/hack-pad/hackpadfs/fstest"
	"github.com/hack-pad/hackpadfs/mem"
)

// TestIndexedDBPassesHackpadfs holds the database to hackpadfs' own suite, as far as it offers what the suite tries:
// a test of what is not implemented skips itself. The suite prepares its files in memory.
func TestIndexedDBPassesHackpadfs(t *testing.T) {
	needsIndexedDB(t)
	options := fstest.FSOptions{Name: "database", Setup: fstest.TestSetupFunc(prepare), ShouldSkip: func(f fstest.Facets) bool {
		return strings.Contains(f.Name, "file.WriteAt") // which does not skip itself
	}}
	fstest.FS(t, options)
	fstest.File(t, options)
}

func prepare(tb testing.TB) (fstest.SetupFS, func() hackpadfs.FS) {
	prepared, err := mem.NewFS()
	if err != nil {
		tb.Fatal(err)
	}
	return prepared, func() hackpadfs.FS { return copied(tb, prepared) }
}

// copied returns a new database with the files, modes and times of another file system.
func copied(tb testing.TB, from hackpadfs.FS) *database {
	d, err := openDatabase("suite " + tb.Name())
	if err != nil {
		tb.Fatal(err)
	}
	err = hackpadfs.WalkDir(from, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		var data []byte
		if !entry.IsDir() {
			if data, err = hackpadfs.ReadFile(from, path); err != nil {
				return err
			}
		}
		r := record{path: path, mode: info.Mode(), modTime: info.ModTime()}
		return d.transact("readwrite", func(tx transaction) error { return tx.put(r, data) })
	})
	if err != nil {
		tb.Fatal(err)
	}
	return d
}
