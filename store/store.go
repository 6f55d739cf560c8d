// Package store keeps what a user wants to find again: settings saved under a name, composed scenarios
// and recorded runs. Each is one file, below a folder on a real file system (Open, native), in the
// browser's IndexedDB (Open, in the page) or in memory, in tests. What a file holds is opaque
// here: settings are the URL query form ("db=400ms&clients=50"), runs are an encoded trace.
//
// Every method that touches files blocks until the storage has answered. In the page that answer is
// an event, so a method called from inside a callback from JavaScript waits for an event that cannot
// come, and the page stands still. Call them in a goroutine of their own:
//
//	button.AddEventListener("click", false, func(dom.Event) { go save() })
//
// hackpadfs is behind this package and nowhere else: it is the interface to the storages, and
// what holds for all three storages (old or new content after a crash, a checksum on every file,
// bounds, readable errors) is decided here once.
package store

import (
	"strconv"
	"sync"

	"github.com/hack-pad/hackpadfs"
)

// The bounds of a store. Reaching one is an error of kind ErrFull.
const (
	MaxFile  = 1 << 20  // bytes of data in one file
	MaxFiles = 1000     // files, of all kinds together
	MaxBytes = 32 << 20 // bytes of data in all files together: a backup must fit in a page's memory
)

// Kind says what a file is. Each kind has a folder of its own.
type Kind string

// The kinds of files.
const (
	Settings Kind = "settings" // parameters of a scenario, in the URL query form
	Composed Kind = "composed" // a scenario the user put together
	Runs     Kind = "runs"     // a recorded run, an encoded trace
)

// kinds lists every kind in the order in which files are listed and exported.
func kinds() []Kind { return []Kind{Composed, Runs, Settings} }

// Key names one file: what it is, the id of the scenario it belongs to ("fanout") and the name that
// the user gave it, 1 to 80 characters of any script. Two names that differ at all, if only in
// upper and lower case, are two files.
type Key struct {
	Kind     Kind
	Scenario string
	Name     string
}

// String returns the key as messages show it: settings "slow database" of fanout.
func (k Key) String() string {
	return string(k.Kind) + " " + strconv.Quote(k.Name) + " of " + k.Scenario
}

// Store is a set of named files. Its methods may be called from several goroutines, and several
// stores (two tabs, two processes) may share one place: a file is always one writer's whole content.
type Store struct {
	mu sync.Mutex
	fs hackpadfs.FS
}

// Save writes data under key, in place of what was there. After a crash the file holds either the old
// or the new content. Errors: ErrName, ErrFull, or what the storage said.
func (s *Store) Save(key Key, data []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := key.check(); err != nil {
		return err
	}
	if len(data) > MaxFile {
		return fault(ErrFull, key.String()+" would be "+bytes(len(data))+"; a file may have "+bytes(MaxFile))
	}
	if err := s.room([]File{{key, data}}); err != nil {
		return err
	}
	return s.write(key, data)
}

// Load returns what was saved under key. Errors: ErrName, ErrNotFound, ErrDamaged,
// ErrNewer, or what the storage said.
func (s *Store) Load(key Key) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := key.check(); err != nil {
		return nil, err
	}
	return s.read(key)
}

// Delete removes the file of key, damaged or not. Errors: ErrName, ErrNotFound, or what the storage said.
func (s *Store) Delete(key Key) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := key.check(); err != nil {
		return err
	}
	if err := s.mustExist(key); err != nil {
		return err
	}
	if err := hackpadfs.Remove(s.fs, key.path()); err != nil {
		return storageFault(key, "was not deleted", err)
	}
	s.prune(key.path())
	return nil
}

// Rename gives the file of key another name, within its kind and scenario. A name that is taken is
// ErrExists rather than a replacement: the other file has no undo. Other errors: ErrName,
// ErrNotFound, or what the storage said.
func (s *Store) Rename(key Key, name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	renamed := Key{key.Kind, key.Scenario, name}
	if err := key.check(); err != nil {
		return err
	}
	if err := renamed.check(); err != nil {
		return err
	}
	if err := s.mustExist(key); err != nil || name == key.Name {
		return err
	}
	taken, err := s.exists(renamed)
	if err != nil {
		return err
	}
	if taken {
		return fault(ErrExists, renamed.String()+" exists already; choose another name or delete it first")
	}
	return s.move(key.path(), renamed)
}
