//go:build js

package store

import (
	"errors"
	"io"

	"github.com/hack-pad/hackpadfs"
)

// handle is an open file or folder. It was read as a whole when it was opened, and every Write writes all of it:
// files are small, and written once.
type handle struct {
	db     *database
	info   record
	flag   int
	data   []byte
	inside []hackpadfs.DirEntry
	at     int // how far it was read or written: bytes of data, or entries of inside
	closed bool
}

// load finds or makes what is opened.
func (h *handle) load(tx transaction, name string, perm hackpadfs.FileMode) (err error) {
	const exclusive = hackpadfs.FlagCreate | hackpadfs.FlagExclusive
	h.info, err = tx.look(name)
	switch missing := errors.Is(err, hackpadfs.ErrNotExist); {
	case missing && h.flag&hackpadfs.FlagCreate != 0:
		h.info = newFile(name, perm)
		return tx.put(h.info, nil)
	case err != nil:
		return err
	case h.flag&exclusive == exclusive:
		return hackpadfs.ErrExist
	case h.info.IsDir() && h.flag != hackpadfs.FlagReadOnly:
		return hackpadfs.ErrIsDir
	case h.info.IsDir():
		h.inside, err = tx.children(name)
	case h.flag&hackpadfs.FlagTruncate != 0:
		return tx.put(h.info, nil)
	default:
		h.data, err = tx.content(name)
	}
	return err
}

// use returns an error when the handle is closed, or was not opened for this.
func (h *handle) use(op string, allowed bool, why error) error {
	if h.closed {
		allowed, why = false, hackpadfs.ErrClosed
	}
	if !allowed {
		return named(op, h.info.path, why)
	}
	return nil
}

// Stat returns what was known when the file was opened or last written.
func (h *handle) Stat() (hackpadfs.FileInfo, error) { return h.info, h.use("stat", true, nil) }

// Read reads on where the last Read ended.
func (h *handle) Read(p []byte) (int, error) {
	if err := h.use("read", !h.info.IsDir() && h.flag&hackpadfs.FlagWriteOnly == 0, hackpadfs.ErrPermission); err != nil {
		return 0, err
	}
	if h.at == len(h.data) && len(p) > 0 {
		return 0, io.EOF
	}
	n := copy(p, h.data[h.at:])
	h.at += n
	return n, nil
}

// Write goes on where the last Read or Write ended, or at the end with hackpadfs.FlagAppend.
func (h *handle) Write(p []byte) (int, error) {
	if err := h.use("write", h.flag&(hackpadfs.FlagWriteOnly|hackpadfs.FlagReadWrite) != 0, hackpadfs.ErrPermission); err != nil {
		return 0, err
	}
	if h.flag&hackpadfs.FlagAppend != 0 {
		h.at = len(h.data)
	}
	data := append(h.data[:h.at:h.at], p...)
	if len(data) < len(h.data) {
		data = append(data, h.data[len(data):]...)
	}
	err := h.db.at("write", h.info.path, "readwrite", func(tx transaction) error { return tx.put(h.info, data) })
	if err != nil {
		return 0, err
	}
	h.at += len(p)
	h.data, h.info.size = data, int64(len(data))
	return len(p), nil
}

// ReadDir returns the next n entries, all that are left when n is not above 0.
func (h *handle) ReadDir(n int) ([]hackpadfs.DirEntry, error) {
	if err := h.use("readdir", h.info.IsDir(), hackpadfs.ErrNotDir); err != nil {
		return nil, err
	}
	left := h.inside[h.at:]
	switch {
	case n > 0 && len(left) == 0:
		return nil, io.EOF
	case n > 0:
		left = left[:min(n, len(left))]
	}
	h.at += len(left)
	return left, nil
}

// Close makes the handle unusable. What was written is kept already.
func (h *handle) Close() error {
	err := h.use("close", true, nil)
	h.closed = true
	return err
}
