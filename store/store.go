// Package store keeps documents that a reader gave a name: settings, which are the URL query form ("db=400ms"). They
// lie in the browser's IndexedDB in the page, and below a folder natively. The content of a document is opaque here.
//
// A document is a file of a hackpadfs file system, and each method below is one operation of that file system, which
// happens as a whole or not at all: in the page one transaction, natively one rename. Each file begins with a checksum.
//
// Every method blocks until the storage has answered. In the page that answer is an event, so a method called from
// inside a callback from JavaScript waits for an event that cannot come, and the page stands still. Call them in a
// separate goroutine:
//
//	button.AddEventListener("click", false, func(dom.Event) { go save() })
package store

import (
	"errors"
	"io"
	"io/fs"
	"strconv"

	"github.com/hack-pad/hackpadfs"
)

// The bounds of a store.
const (
	maxSize      = 1 << 20 // bytes of one document
	maxDocuments = 1000    // documents of one kind and scenario
)

// Kind says what a document is.
type Kind string

// Settings are parameters of a scenario, in the URL query form.
const Settings Kind = "settings"

// kinds lists every kind.
func kinds() []Kind { return []Kind{Settings} }

// Key names a document: its kind, the id of the scenario it belongs to ("fanout") and the name that the reader gave
// it, 1 to 80 characters of any script. Names that differ only in upper and lower case name two documents.
type Key struct {
	Kind     Kind
	Scenario string
	Name     string
}

// String returns the key as messages show it: settings "slow database" of fanout.
func (k Key) String() string {
	return string(k.Kind) + " " + strconv.Quote(k.Name) + " of " + k.Scenario
}

// files is the file system that a store needs.
type files interface {
	hackpadfs.FS // Open reads a file
	hackpadfs.RemoveFS

	// WriteFile makes a file, with the folders around it, or replaces a file. A new file in a folder of a kind and
	// scenario that holds maxDocuments already is errTooMany.
	hackpadfs.WriteFileFS

	// Rename moves a file and makes the folders around its new place. It replaces no file: a name that is taken is
	// fs.ErrExist.
	hackpadfs.RenameFS

	// ReadDir lists files and folders; of an entry, only Name and IsDir are used.
	hackpadfs.ReadDirFS
}

// Store is a set of documents. Its methods may be called from several goroutines, and several stores (two tabs, two
// processes) may share one place: a document is always one writer's whole content. The messages of errors are for the
// reader: they name the document, say what was wrong and what can be done.
type Store struct{ files files }

// Save writes a document in place of what had its key. After a failure or a crash it holds the old content or the new.
func (s *Store) Save(key Key, data []byte) error {
	if err := key.check(); err != nil {
		return err
	}
	if len(data) > maxSize {
		return errors.New(key.String() + " would have " + strconv.Itoa(len(data)) + " bytes; at most " + strconv.Itoa(maxSize) + " are kept")
	}
	return explain(key, "was not saved", s.files.WriteFile(key.path(), encode(data), 0o600))
}

// Load returns the content of a document. When there is none the error is fs.ErrNotExist.
func (s *Store) Load(key Key) ([]byte, error) {
	if err := key.check(); err != nil {
		return nil, err
	}
	content, err := s.read(key.path())
	if err != nil {
		return nil, explain(key, "was not read", err)
	}
	data, problem := decode(content)
	if problem != "" {
		return nil, errors.New(key.String() + " " + problem)
	}
	return data, nil
}

// read returns a file's content, at most a byte more than a whole document has: larger files are damaged.
func (s *Store) read(path string) ([]byte, error) {
	file, err := s.files.Open(path)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(file, int64(headLength+maxSize+1)))
	return content, errors.Join(err, file.Close())
}

// List returns the names of the documents of a kind and scenario, damaged ones too, sorted by code points, so that the
// order does not depend on a language.
func (s *Store) List(kind Kind, scenario string) ([]string, error) {
	if err := (Key{kind, scenario, "any"}).check(); err != nil {
		return nil, err
	}
	names, err := s.collect(string(kind)+"/"+scenario, nil)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New("the list of " + string(kind) + " of " + scenario + " was not read: " + err.Error())
	}
	sortNames(names)
	return names, nil
}

// collect adds the names of the documents below a folder, which has folders of its own for names of more than pieceLength
// bytes. It skips other files, because natively people put notes there, and systems .DS_Store.
func (s *Store) collect(folder string, names []string) ([]string, error) {
	inside, err := s.files.ReadDir(folder)
	for _, entry := range inside {
		path := folder + "/" + entry.Name()
		if entry.IsDir() {
			if names, err = s.collect(path, names); err != nil {
				break
			}
		} else if key, ours := keyOf(path); ours {
			names = append(names, key.Name)
		}
	}
	return names, err
}

// sortNames sorts names by insertion: they are nearly sorted, and package slices would cost the page 3 kB.
func sortNames(names []string) {
	for i, name := range names {
		for ; i > 0 && names[i-1] > name; i-- {
			names[i] = names[i-1]
		}
		names[i] = name
	}
}

// Rename gives a document another name, within its kind and scenario. A name that is taken is an error rather than a
// replacement, because a replaced document could not be had back.
func (s *Store) Rename(key Key, name string) error {
	renamed := Key{key.Kind, key.Scenario, name}
	if err := errors.Join(key.check(), renamed.check()); err != nil || renamed == key {
		return err
	}
	err := s.files.Rename(key.path(), renamed.path())
	if errors.Is(err, fs.ErrExist) {
		return errors.New(renamed.String() + " exists already; choose another name or delete it first")
	}
	return explain(key, "was not renamed", err)
}

// Delete removes a document, damaged or not. It is no error when there is none.
func (s *Store) Delete(key Key) error {
	if err := key.check(); err != nil {
		return err
	}
	err := s.files.Remove(key.path())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return explain(key, "was not deleted", err)
}

// failure is a message for the reader, with the error that caused it.
type failure struct {
	message string
	cause   error
}

func (f *failure) Error() string { return f.message }
func (f *failure) Unwrap() error { return f.cause }

// errTooMany is the error of a new file in a folder that holds as many files as it may.
var errTooMany = errors.New("at most " + strconv.Itoa(maxDocuments) + " are kept of a scenario; delete what is no longer needed")

// explain returns a file system's error in words for the reader: the document and what was not done. nil stays nil.
func explain(key Key, what string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return &failure{"there is no " + key.String(), err}
	case noSpace(err): // a full disk, in the page the quota
		return &failure{key.String() + " " + what + ", there is no space left; delete what is no longer needed", err}
	}
	return &failure{key.String() + " " + what + ": " + err.Error(), err}
}
