package store

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/hack-pad/hackpadfs"
)

// Entry is one file in a list, with the size of its data in bytes. A damaged file is listed like any
// other: only Load looks inside, and Delete removes it.
type Entry struct {
	Key  Key
	Size int
}

// Stats says how full a store is.
type Stats struct {
	Files, MaxFiles int // files of all kinds
	Bytes, MaxBytes int // bytes of their data
}

// List returns the files of one kind and scenario, sorted by name (by code points, so that the order
// does not depend on a language).
func (s *Store) List(kind Kind, scenario string) ([]Entry, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := (Key{kind, scenario, "any"}).check(); err != nil {
		return nil, err
	}
	return s.list(string(kind) + "/" + scenario)
}

// Stats returns how many files there are and how large they are together.
func (s *Store) Stats() (Stats, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	all, err := s.all()
	return statsOf(all), err
}

func statsOf(entries []Entry) Stats {
	stats := Stats{Files: len(entries), MaxFiles: MaxFiles, MaxBytes: MaxBytes}
	for _, entry := range entries {
		stats.Bytes += entry.Size
	}
	return stats
}

// all returns every file, by kind, scenario and name.
func (s *Store) all() ([]Entry, error) {
	var all []Entry
	for _, kind := range kinds() {
		entries, err := s.list(string(kind))
		if err != nil {
			return nil, err
		}
		all = append(all, entries...)
	}
	return all, nil
}

// list returns the files below a folder, sorted.
func (s *Store) list(folder string) ([]Entry, error) {
	entries, err := s.below(folder, nil)
	if err != nil && !errors.Is(err, hackpadfs.ErrNotExist) {
		return nil, &faultError{message: "the list of " + folder + " was not read", cause: err}
	}
	arrange(entries)
	return entries, nil
}

// arrange sorts entries. They come nearly sorted; and package slices' sort of structs costs the page 3 kB.
func arrange(entries []Entry) {
	for i, e := range entries {
		for ; i > 0 && compareKeys(entries[i-1].Key, e.Key) > 0; i-- {
			entries[i] = entries[i-1]
		}
		entries[i] = e
	}
}

// below adds the files below a folder. What is not a file of ours is passed over: natively people keep notes, and
// systems keep .DS_Store, wherever they please.
func (s *Store) below(folder string, entries []Entry) ([]Entry, error) {
	inside, err := s.readDir(folder)
	for _, entry := range inside {
		name := folder + "/" + entry.Name()
		switch key, ours := keyOf(name); {
		case err != nil:
		case entry.IsDir():
			entries, err = s.below(name, entries)
		case ours && entry.Type().IsRegular():
			var info hackpadfs.FileInfo
			if info, err = entry.Info(); err == nil {
				entries = append(entries, Entry{key, max(0, int(info.Size())-headLength)})
			}
		}
	}
	return entries, err
}

// readDir returns what is in a folder, in no order: that of hackpadfs.ReadDir costs the page 4 kB.
func (s *Store) readDir(folder string) ([]hackpadfs.DirEntry, error) {
	file, err := s.fs.Open(folder)
	if err != nil {
		return nil, err
	}
	inside, err := hackpadfs.ReadDirFile(file, -1)
	return inside, errors.Join(err, file.Close())
}

func compareKeys(a, b Key) int {
	if c := strings.Compare(string(a.Kind), string(b.Kind)); c != 0 {
		return c
	}
	if c := strings.Compare(a.Scenario, b.Scenario); c != 0 {
		return c
	}
	return strings.Compare(a.Name, b.Name)
}

// room reports whether the files, written over those of the same keys, stay within the bounds.
func (s *Store) room(files []File) error {
	all, err := s.all()
	if err != nil {
		return err
	}
	stats := statsOf(all)
	for _, file := range files {
		at, found := slices.BinarySearchFunc(all, file.Key, func(e Entry, k Key) int { return compareKeys(e.Key, k) })
		if found {
			stats.Bytes -= all[at].Size
		} else {
			stats.Files++
		}
		stats.Bytes += len(file.Data)
	}
	if stats.Files > MaxFiles {
		return fault(ErrFull, "at most "+strconv.Itoa(MaxFiles)+" files are kept; delete what is no longer needed")
	}
	if stats.Bytes > MaxBytes {
		return fault(ErrFull, "at most "+bytes(MaxBytes)+" are kept; delete what is no longer needed")
	}
	return nil
}
