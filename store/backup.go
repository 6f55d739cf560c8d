package store

import (
	"errors"
	"slices"
)

// File is one file with its content, as a backup holds it.
type File struct {
	Key  Key
	Data []byte
}

// Conflict says what Import does with a file that the store has already, with other content.
type Conflict int

// The answers to a conflict.
const (
	KeepMine   Conflict = iota // leave the store's file as it is
	TakeBackup                 // replace it by the backup's
)

// Imported counts what an import did. A damaged file of the store is always replaced.
type Imported struct {
	Added    int // the store had no such file
	Replaced int // the store's file was damaged, or differed and TakeBackup was asked for
	Kept     int // the store's file differed and was kept
	Same     int // the store's file was the same
}

// Export returns all files as one portable backup. A damaged file is an error that names it rather
// than a backup without it.
func (s *Store) Export() ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	entries, err := s.all()
	if err != nil {
		return nil, err
	}
	files := make([]File, 0, len(entries))
	for _, entry := range entries {
		data, err := s.read(entry.Key)
		if err != nil {
			return nil, err
		}
		files = append(files, File{entry.Key, data})
	}
	return encodeBackup(files), nil
}

// Import adds the files of a backup. The backup is checked as a whole first: one that is damaged, from
// a newer overlap or too much for the store changes nothing. Only the storage itself can stop an
// import half way (ErrFull when its quota is reached); the counts then say how far it came, and
// importing again goes on from there.
func (s *Store) Import(backup []byte, conflict Conflict) (Imported, error) {
	var done Imported
	files, err := decodeBackup(backup)
	if err != nil {
		return done, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	outcomes := make([]outcome, len(files))
	var writes []File
	for i, file := range files {
		if outcomes[i], err = s.decide(file, conflict); err != nil {
			return done, err
		}
		if outcomes[i].writes() {
			writes = append(writes, file)
		}
	}
	if err := s.room(writes); err != nil {
		return done, err
	}
	for i, file := range files {
		if outcomes[i].writes() {
			if err := s.write(file.Key, file.Data); err != nil {
				return done, err
			}
		}
		done.count(outcomes[i])
	}
	return done, nil
}

// outcome is what an import does with one file.
type outcome int

const (
	added outcome = iota
	replaced
	kept
	same
)

func (o outcome) writes() bool { return o == added || o == replaced }

func (i *Imported) count(o outcome) {
	switch o {
	case added:
		i.Added++
	case replaced:
		i.Replaced++
	case kept:
		i.Kept++
	case same:
		i.Same++
	}
}

// decide compares a file of a backup with the store's.
func (s *Store) decide(file File, conflict Conflict) (outcome, error) {
	mine, err := s.read(file.Key)
	switch {
	case errors.Is(err, ErrNotFound):
		return added, nil
	case errors.Is(err, ErrDamaged):
		return replaced, nil
	case err != nil && !errors.Is(err, ErrNewer):
		return kept, err
	case err == nil && slices.Equal(mine, file.Data):
		return same, nil
	case conflict == TakeBackup:
		return replaced, nil
	}
	return kept, nil
}
