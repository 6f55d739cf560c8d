//go:build js

package store

import (
	"path"
	"syscall/js"
	"time"

	"github.com/hack-pad/hackpadfs"
)

// record is what the database knows of a file or folder besides its content.
type record struct {
	path    string
	mode    hackpadfs.FileMode
	size    int64
	modTime time.Time
}

// Name and its like make a record a hackpadfs.FileInfo and a hackpadfs.DirEntry.
func (r record) Name() string                      { return path.Base(r.path) }
func (r record) Size() int64                       { return r.size }
func (r record) Mode() hackpadfs.FileMode          { return r.mode }
func (r record) Type() hackpadfs.FileMode          { return r.mode.Type() }
func (r record) ModTime() time.Time                { return r.modTime }
func (r record) IsDir() bool                       { return r.mode.IsDir() }
func (r record) Sys() any                          { return nil }
func (r record) Info() (hackpadfs.FileInfo, error) { return r, nil }

func newFile(path string, mode hackpadfs.FileMode) record {
	return record{path: path, mode: mode.Perm(), modTime: time.Now()}
}

func newDir(path string, mode hackpadfs.FileMode) record {
	return record{path: path, mode: mode.Perm() | hackpadfs.ModeDir, modTime: time.Now()}
}

// recordOf reads a value of the info store. It panics with what catch knows when the value is none of ours.
func recordOf(path string, v js.Value) record {
	return record{path, hackpadfs.FileMode(v.Get("Mode").Int()), int64(v.Get("Size").Int()), time.Unix(0, int64(v.Get("ModTime").Float()))}
}

// look returns a path's record, or hackpadfs.ErrNotExist.
func (tx transaction) look(path string) (record, error) {
	v, err := tx.ask(tx.infos(), "get", path)
	if err != nil {
		return record{}, err
	}
	if v.IsUndefined() {
		return record{}, hackpadfs.ErrNotExist
	}
	return recordOf(path, v), nil
}

// put writes a record, and the content of a file, below a folder that must be there.
func (tx transaction) put(r record, data []byte) error {
	info := map[string]any{"Mode": int(r.mode), "Size": len(data), "ModTime": float64(r.modTime.UnixNano())}
	if r.path != root {
		info[parentIndex] = path.Dir(r.path)
		if parent, err := tx.look(path.Dir(r.path)); err != nil {
			return err
		} else if !parent.IsDir() {
			return hackpadfs.ErrNotDir
		}
	}
	if !r.IsDir() {
		bytes := js.Global().Get("Uint8Array").New(len(data))
		js.CopyBytesToJS(bytes, data)
		if _, err := tx.ask(tx.contents(), "put", bytes, r.path); err != nil {
			return err
		}
	}
	_, err := tx.ask(tx.infos(), "put", info, r.path)
	return err
}

// delete removes a record and its content.
func (tx transaction) delete(path string) error {
	if _, err := tx.ask(tx.contents(), "delete", path); err != nil {
		return err
	}
	_, err := tx.ask(tx.infos(), "delete", path)
	return err
}

// content returns a file's bytes.
func (tx transaction) content(path string) ([]byte, error) {
	v, err := tx.ask(tx.contents(), "get", path)
	if err != nil {
		return nil, err
	}
	if v.IsUndefined() {
		return nil, hackpadfs.ErrNotExist
	}
	data := make([]byte, v.Length())
	js.CopyBytesToGo(data, v) // it panics when v is something else
	return data, nil
}

// children returns what is in a folder, in order of name.
func (tx transaction) children(folder string) ([]hackpadfs.DirEntry, error) {
	index := tx.infos().Call("index", parentIndex)
	paths, err := tx.ask(index, "getAllKeys", folder)
	if err != nil {
		return nil, err
	}
	infos, err := tx.ask(index, "getAll", folder)
	if err != nil {
		return nil, err
	}
	list := make([]hackpadfs.DirEntry, paths.Length())
	for i := range list {
		list[i] = recordOf(paths.Index(i).String(), infos.Index(i))
	}
	return list, nil
}
