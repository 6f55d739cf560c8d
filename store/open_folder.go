//go:build !js

// The native twin of open_js.go: a folder of the real file system. It is a file of its own because
// IndexedDB exists in a page only, and a page has no folders.

package store

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/hack-pad/hackpadfs"
	hackos "github.com/hack-pad/hackpadfs/os"
)

// Open opens the store in a folder, which is made when it is missing. "" is the folder overlap in the
// user's configuration (os.UserConfigDir: ~/.config/overlap on Linux).
func Open(folder string) (*Store, error) {
	if folder == "" {
		config, err := os.UserConfigDir()
		if err != nil {
			return nil, &faultError{message: "no folder for settings is known; name one", cause: err}
		}
		folder = filepath.Join(config, "overlap")
	}
	fs, err := openFolder(folder)
	if err != nil {
		return nil, &faultError{message: "the folder " + folder + " cannot be used", cause: err}
	}
	s := &Store{fs: fs}
	s.sweep(time.Now())
	return s, nil
}

func openFolder(folder string) (hackpadfs.FS, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	system := hackos.NewFS()
	if volume := filepath.VolumeName(folder); volume != "" { // "D:" on Windows
		sub, err := system.SubVolume(volume)
		if err != nil {
			return nil, err
		}
		system = sub.(*hackos.FS)
	}
	path, err := system.FromOSPath(folder)
	if err != nil {
		return nil, err
	}
	return system.Sub(path)
}

func noSpace(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
