//go:build !js

package store

import (
	"errors"
	"io"
	"syscall"
	"testing"

	"github.com/hack-pad/hackpadfs"
)

// failing is a file system that stops working after a number of steps, as in a crash or on a full disk.
type failing struct {
	hackpadfs.FS
	steps int
	cause error
}

func (f *failing) step() error {
	if f.steps == 0 {
		return f.cause
	}
	f.steps--
	return nil
}

func (f *failing) Open(name string) (hackpadfs.File, error) {
	if err := f.step(); err != nil {
		return nil, err
	}
	return f.FS.Open(name)
}

func (f *failing) OpenFile(name string, flag int, perm hackpadfs.FileMode) (hackpadfs.File, error) {
	if err := f.step(); err != nil {
		return nil, err
	}
	file, err := hackpadfs.OpenFile(f.FS, name, flag, perm)
	return &failingFile{file, f}, err
}

func (f *failing) MkdirAll(path string, perm hackpadfs.FileMode) error {
	return errors.Join(f.step(), hackpadfs.MkdirAll(f.FS, path, perm))
}

func (f *failing) Remove(name string) error {
	if err := f.step(); err != nil {
		return err
	}
	return hackpadfs.Remove(f.FS, name)
}

func (f *failing) Rename(old, new string) error {
	if err := f.step(); err != nil {
		return err
	}
	return hackpadfs.Rename(f.FS, old, new)
}

func (f *failing) Stat(name string) (hackpadfs.FileInfo, error) {
	if err := f.step(); err != nil {
		return nil, err
	}
	return hackpadfs.Stat(f.FS, name)
}

type failingFile struct {
	hackpadfs.File
	fs *failing
}

// Sync syncs the file, which hackpadfs.SyncFile finds by this method.
func (f *failingFile) Sync() error {
	if err := f.fs.step(); err != nil {
		return err
	}
	return hackpadfs.SyncFile(f.File)
}

// Write writes half of p when it fails.
func (f *failingFile) Write(p []byte) (int, error) {
	if err := f.fs.step(); err != nil {
		n, _ := hackpadfs.WriteFile(f.File, p[:len(p)/2])
		return n, err
	}
	return f.File.(io.Writer).Write(p)
}

var errCrash = errors.New("crash")

// crashing returns a store in a folder, and the same store on a file system that fails after a number of steps.
func crashing(t *testing.T, steps int, cause error) (whole, broken *Store) {
	t.Helper()
	system, err := openFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return &Store{&folder{FS: system}}, &Store{&folder{FS: &failing{system, steps, cause}}}
}

func TestACrashLeavesTheOldOrTheNewContent(t *testing.T) {
	for steps := 0; ; steps++ {
		s, broken := crashing(t, steps, errCrash)
		save(t, s, setting("x"), "old content")
		err := broken.Save(setting("x"), []byte("the new content"))
		got, loadErr := s.Load(setting("x"))
		if loadErr != nil || string(got) != "old content" && string(got) != "the new content" {
			t.Fatalf("after %d steps: %q, %v", steps, got, loadErr)
		}
		wantNames(t, s, "fanout", "x")
		if err == nil {
			if string(got) != "the new content" || steps < 7 {
				t.Errorf("saved after %d steps, but found %q", steps, got)
			}
			return
		}
		wantError(t, err, `settings "x" of fanout was not saved: `, "crash")
	}
}

func TestACrashWhileRenamingLosesNothing(t *testing.T) {
	for steps := 0; ; steps++ {
		s, broken := crashing(t, steps, errCrash)
		save(t, s, setting("x"), "content")
		err := broken.Rename(setting("x"), "y")
		names, listErr := s.List(Settings, "fanout")
		if listErr != nil || len(names) != 1 {
			t.Fatalf("after %d steps: %v, %v", steps, names, listErr)
		}
		wantData(t, s, setting(names[0]), "content")
		if err == nil {
			wantNames(t, s, "fanout", "y")
			return
		}
	}
}

func TestAFullDiskIsSaidSo(t *testing.T) {
	for steps := 0; ; steps++ {
		s, broken := crashing(t, steps, syscall.ENOSPC)
		save(t, s, setting("x"), "old")
		err := broken.Save(setting("x"), []byte("new"))
		if left, _ := hackpadfs.ReadDir(s.files, unfinished); len(left) > 1 {
			t.Errorf("after %d steps %d files are left behind", steps, len(left))
		}
		if err == nil {
			return
		}
		wantError(t, err, `settings "x" of fanout was not saved`, "no space left", "delete")
	}
}
