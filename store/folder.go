//go:build !js

// The native twin of database_js.go: a folder of the machine's file system.

package store

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"

	"github.com/hack-pad/hackpadfs"
	hackos "github.com/hack-pad/hackpadfs/os"
)

// Open opens the store in a folder, which is made when it is missing. "" is the folder overlap in the user's
// configuration (os.UserConfigDir: ~/.config/overlap on Linux).
func Open(name string) (*Store, error) {
	if name == "" {
		config, err := os.UserConfigDir()
		if err != nil {
			return nil, &failure{"no folder for settings is known, name one: " + err.Error(), err}
		}
		name = filepath.Join(config, "overlap")
	}
	system, err := openFolder(name)
	if err != nil {
		return nil, &failure{"the folder " + name + " cannot be used: " + err.Error(), err}
	}
	return &Store{&folder{FS: system}}, nil
}

func openFolder(name string) (hackpadfs.FS, error) {
	name, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(name, 0o700); err != nil {
		return nil, err
	}
	system := hackos.NewFS()
	if volume := filepath.VolumeName(name); volume != "" { // "D:" on Windows
		sub, err := system.SubVolume(volume)
		if err != nil {
			return nil, err
		}
		system = sub.(*hackos.FS)
	}
	below, err := system.FromOSPath(name)
	if err != nil {
		return nil, err
	}
	return system.Sub(below)
}

func noSpace(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// folder implements files over any file system of hackpadfs whose Rename replaces a file atomically.
type folder struct {
	hackpadfs.FS
	mu sync.Mutex // makes Rename's check and move one step, and WriteFile's count and write
}

// unfinished is the folder of the files that are being written.
const unfinished = "new"

// WriteFile writes beside the old file and moves the new one over it, because a crash while it writes in place would
// leave half a file.
func (f *folder) WriteFile(name string, data []byte, perm hackpadfs.FileMode) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.checkRoom(name); err != nil {
		return err
	}
	next := path.Join(unfinished, strconv.FormatUint(rand.Uint64(), 36))
	err := errors.Join(hackpadfs.MkdirAll(f.FS, unfinished, 0o700), hackpadfs.MkdirAll(f.FS, path.Dir(name), 0o700))
	if err == nil {
		err = f.write(next, data, perm)
	}
	if err == nil {
		err = hackpadfs.Rename(f.FS, next, name)
	}
	if err != nil {
		_ = hackpadfs.Remove(f.FS, next) // the file may not exist
	}
	return err
}

// checkRoom returns errTooMany when name would be a new file in a full folder.
func (f *folder) checkRoom(name string) error {
	if _, err := hackpadfs.Stat(f.FS, name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	inside, err := f.ReadDir(scenarioFolder(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && len(inside) >= maxDocuments {
		err = errTooMany
	}
	return err
}

// write makes a file and waits until it is on the disk: otherwise a crash soon after could leave it empty.
func (f *folder) write(name string, data []byte, perm hackpadfs.FileMode) error {
	file, err := hackpadfs.OpenFile(f.FS, name, hackpadfs.FlagWriteOnly|hackpadfs.FlagCreate|hackpadfs.FlagExclusive, perm)
	if err != nil {
		return err
	}
	_, err = hackpadfs.WriteFile(file, data)
	if err == nil {
		err = hackpadfs.SyncFile(file)
	}
	return errors.Join(err, file.Close())
}

// ReadDir lists a folder.
func (f *folder) ReadDir(name string) ([]hackpadfs.DirEntry, error) {
	return hackpadfs.ReadDir(f.FS, name)
}

// Rename moves a file to a name that is free.
func (f *folder) Rename(from, to string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, err := hackpadfs.Stat(f.FS, to); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(fs.ErrExist, err)
	}
	if err := hackpadfs.MkdirAll(f.FS, path.Dir(to), 0o700); err != nil {
		return err
	}
	return hackpadfs.Rename(f.FS, from, to)
}

// Remove removes a file.
func (f *folder) Remove(name string) error { return hackpadfs.Remove(f.FS, name) }
