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

// list returns the files below a folder, sorted. What is not a file of ours is passed over: natively
// people keep notes, and systems keep .DS_Store, wherever they please.
func (s *Store) list(folder string) ([]Entry, error) {
	var entries []Entry
	err := hackpadfs.WalkDir(s.fs, folder, func(path string, entry hackpadfs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		info, err := entry.Info()
		if key, ours := keyOf(path); ours && err == nil {
			entries = append(entries, Entry{key, max(0, int(info.Size())-headLength)})
		}
		return err
	})
	if err != nil && !errors.Is(err, hackpadfs.ErrNotExist) {
		return nil, &faultError{message: "the list of " + folder + " was not read", cause: err}
	}
	// Keys differ, so that stable means nothing; but a stable sort of structs is a third of the code.
	slices.SortStableFunc(entries, func(a, b Entry) int { return compareKeys(a.Key, b.Key) })
	return entries, nil
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
