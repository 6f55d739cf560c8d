//go:build unix

package main

import (
	"os"
	"syscall"
)

// use holds a folder that commands share, until done is called or the process ends. It fails where there is no such folder.
func use(folder string) (done func(), ok bool) { return lock(folder, syscall.LOCK_SH) }

// unused holds a folder that no command uses, so that none begins to before done is called.
func unused(folder string) (done func(), ok bool) {
	return lock(folder, syscall.LOCK_EX|syscall.LOCK_NB)
}

func lock(folder string, how int) (done func(), ok bool) {
	f, err := os.Open(folder)
	if err != nil {
		return nil, false
	}
	if err := syscall.Flock(int(f.Fd()), how); err == nil && isStill(f, folder) {
		return func() { f.Close() }, true
	}
	f.Close()
	return nil, false
}

// isStill reports whether a folder has kept its name while it was waited for.
func isStill(f *os.File, name string) bool {
	opened, err := f.Stat()
	if err != nil {
		return false
	}
	found, err := os.Stat(name)
	return err == nil && os.SameFile(opened, found)
}
