package store

import (
	"errors"
	"math/rand/v2"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/hack-pad/hackpadfs"
)

const (
	newFolder = "new"     // holds files that are being written, beside the folders of the kinds
	abandoned = time.Hour // after which a file there has no writer any more
)

// write puts data in place of key's file. It writes a new file first and moves it over the old one,
// which is one step for all three storages; writing in place would leave half a file after a crash.
// The new file is read back, because hackpadfs does not report every failure inside an IndexedDB
// transaction (keyvalue.FS.setFile looks at the transaction's error only).
func (s *Store) write(key Key, data []byte) error {
	temporary := newFolder + "/" + strconv.FormatUint(rand.Uint64(), 36)
	file := encodeFile(data)
	if err := s.writeNew(temporary, file); err != nil {
		s.discard(temporary)
		return storageFault(key, "was not saved", err)
	}
	if err := s.move(temporary, key); err != nil {
		s.discard(temporary)
		return err
	}
	return nil
}

func (s *Store) writeNew(name string, content []byte) error {
	if err := hackpadfs.MkdirAll(s.fs, newFolder, 0o700); err != nil {
		return err
	}
	file, err := hackpadfs.OpenFile(s.fs, name, hackpadfs.FlagWriteOnly|hackpadfs.FlagCreate|hackpadfs.FlagExclusive, 0o600)
	if err != nil {
		return err
	}
	_, err = hackpadfs.WriteFile(file, content)
	if err == nil {
		err = synced(file)
	}
	if err := errors.Join(err, file.Close()); err != nil {
		return err
	}
	written, err := hackpadfs.ReadFile(s.fs, name)
	if err == nil && string(written) != string(content) {
		err = errors.New("the storage kept something else")
	}
	return err
}

// synced waits until the file is on the disk: without it a crash soon after the move could leave an
// empty file under the name. IndexedDB and memory have no such call and need none.
func synced(file hackpadfs.File) error {
	err := hackpadfs.SyncFile(file)
	if errors.Is(err, hackpadfs.ErrNotImplemented) {
		return nil
	}
	return err
}

// move gives a file the place of key, replacing what is there, and drops folders left empty. That it
// arrived is looked up, for the reason that write gives.
func (s *Store) move(from string, key Key) error {
	to := key.path()
	err := hackpadfs.MkdirAll(s.fs, path.Dir(to), 0o700)
	if err == nil {
		err = hackpadfs.Rename(s.fs, from, to)
	}
	if err == nil {
		_, err = hackpadfs.Stat(s.fs, to)
	}
	if err == nil {
		err = s.gone(from)
	}
	if err != nil {
		return storageFault(key, "was not saved", err)
	}
	s.prune(from)
	return nil
}

func (s *Store) gone(name string) error {
	_, err := hackpadfs.Stat(s.fs, name)
	switch {
	case errors.Is(err, hackpadfs.ErrNotExist):
		return nil
	case err == nil:
		return errors.New("the storage did not move it")
	}
	return err
}

// discard removes a file of which nobody has heard. If that fails too, sweep finds it later.
func (s *Store) discard(name string) { _ = hackpadfs.Remove(s.fs, name) }

// prune removes the empty folders that a file left behind. Failing is normal: the folder is in use.
func (s *Store) prune(name string) {
	for dir := path.Dir(name); strings.Contains(dir, "/"); dir = path.Dir(dir) {
		if hackpadfs.Remove(s.fs, dir) != nil {
			return
		}
	}
}

// sweep removes what writers that crashed left behind. Younger files may belong to another tab.
func (s *Store) sweep(now time.Time) {
	entries, err := s.readDir(newFolder)
	if err != nil {
		return
	}
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil && now.Sub(info.ModTime()) > abandoned {
			s.discard(newFolder + "/" + entry.Name())
		}
	}
}

// read returns the data of key's file.
func (s *Store) read(key Key) ([]byte, error) {
	if err := s.mustExist(key); err != nil {
		return nil, err
	}
	info, err := hackpadfs.Stat(s.fs, key.path())
	if err != nil {
		return nil, storageFault(key, "was not read", err)
	}
	if info.Size() > int64(headLength+MaxFile) {
		return nil, damaged(key, "it is larger than any saved file")
	}
	file, err := hackpadfs.ReadFile(s.fs, key.path())
	if err != nil {
		return nil, storageFault(key, "was not read", err)
	}
	data, how, class := decodeFile(file)
	switch class {
	case ErrNewer:
		return nil, fault(ErrNewer, key.String()+" was saved by a newer overlap ("+how+"); update this one to read it")
	case ErrDamaged:
		return nil, damaged(key, how)
	}
	return data, nil
}

func (s *Store) mustExist(key Key) error {
	found, err := s.exists(key)
	if err == nil && !found {
		return fault(ErrNotFound, "there is no "+key.String())
	}
	return err
}

func (s *Store) exists(key Key) (bool, error) {
	_, err := hackpadfs.Stat(s.fs, key.path())
	if errors.Is(err, hackpadfs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, storageFault(key, "was not looked up", err)
	}
	return true, nil
}
