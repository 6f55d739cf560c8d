//go:build js

package store

import (
	"errors"
	"path"

	"github.com/hack-pad/hackpadfs"
)

// named adds to an error what was done to which path, unless it says so.
func named(op, path string, err error) error {
	if _, said := err.(*hackpadfs.PathError); said || err == nil {
		return err
	}
	return &hackpadfs.PathError{Op: op, Path: path, Err: err}
}

// Stat returns what is known of a file or folder.
func (d *database) Stat(name string) (hackpadfs.FileInfo, error) {
	var r record
	err := d.at("stat", name, "readonly", func(tx transaction) (err error) {
		r, err = tx.look(name)
		return err
	})
	return r, err
}

// at is transact for a path.
func (d *database) at(op, name, mode string, work func(transaction) error) error {
	if !hackpadfs.ValidPath(name) {
		return named(op, name, hackpadfs.ErrInvalid)
	}
	return named(op, name, d.transact(mode, work))
}

// Open opens a file or folder for reading.
func (d *database) Open(name string) (hackpadfs.File, error) {
	return d.OpenFile(name, hackpadfs.FlagReadOnly, 0)
}

// OpenFile opens a file, and with hackpadfs.FlagCreate makes it when there is none.
func (d *database) OpenFile(name string, flag int, perm hackpadfs.FileMode) (hackpadfs.File, error) {
	h := &handle{db: d, flag: flag}
	mode := "readonly"
	if flag&(hackpadfs.FlagCreate|hackpadfs.FlagTruncate) != 0 {
		mode = "readwrite"
	}
	err := d.at("open", name, mode, func(tx transaction) error { return h.load(tx, name, perm) })
	if err != nil {
		return nil, err
	}
	return h, nil
}

// MkdirAll makes a folder and those around it, as far as they are missing. Mostly none is, and then nothing should
// wait for a disk.
func (d *database) MkdirAll(name string, perm hackpadfs.FileMode) error {
	if info, err := d.Stat(name); err == nil && info.IsDir() {
		return nil
	}
	return d.at("mkdir", name, "readwrite", func(tx transaction) error { return tx.mkdirAll(name, perm) })
}

func (tx transaction) mkdirAll(name string, perm hackpadfs.FileMode) error {
	found, err := tx.look(name)
	switch {
	case err == nil && !found.IsDir():
		return named("mkdir", name, hackpadfs.ErrNotDir)
	case !errors.Is(err, hackpadfs.ErrNotExist):
		return err
	}
	if name != root {
		if err := tx.mkdirAll(path.Dir(name), perm); err != nil {
			return err
		}
	}
	return tx.put(newDir(name, perm), nil)
}

// Remove removes a file or an empty folder.
func (d *database) Remove(name string) error {
	return d.at("remove", name, "readwrite", func(tx transaction) error {
		if _, err := tx.look(name); err != nil {
			return err
		}
		if inside, err := tx.children(name); err != nil {
			return err
		} else if len(inside) > 0 {
			return hackpadfs.ErrNotEmpty
		}
		return tx.delete(name)
	})
}

// Rename moves a file, in place of what has that name. Folders cannot be moved: Store has no need.
func (d *database) Rename(from, to string) error {
	err := d.transact("readwrite", func(tx transaction) error {
		r, err := tx.look(from)
		if err != nil {
			return err
		}
		if there, err := tx.look(to); r.IsDir() || err == nil && there.IsDir() {
			return hackpadfs.ErrNotImplemented
		}
		data, err := tx.content(from)
		if err != nil {
			return err
		}
		if err := tx.delete(from); err != nil {
			return err
		}
		r.path = to
		return tx.put(r, data)
	})
	if err != nil {
		return &hackpadfs.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	return nil
}

var _ interface {
	hackpadfs.OpenFileFS
	hackpadfs.MkdirAllFS
	hackpadfs.RemoveFS
	hackpadfs.RenameFS
	hackpadfs.StatFS
} = (*database)(nil)
