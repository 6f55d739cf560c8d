//go:build js

// The page's twin of open_folder.go: IndexedDB. It is a file of its own because a page has no folders.

package store

import (
	"errors"
	"time"
)

// Open opens the store in the browser's database of the given name; "" is "overlap". It fails where
// the browser keeps nothing for the page: storage switched off, or a frame that is sandboxed. The page
// then works without saving. Like every method of Store it must not be called from inside a callback
// from JavaScript.
func Open(name string) (*Store, error) {
	if name == "" {
		name = "overlap"
	}
	fs, err := openDatabase(name)
	if err != nil {
		return nil, &faultError{message: "this browser keeps nothing for this page (private window, or storage is switched off)", cause: err}
	}
	s := &Store{fs: fs}
	s.sweep(time.Now())
	return s, nil
}

func noSpace(err error) bool { return errors.Is(err, errQuota) }
