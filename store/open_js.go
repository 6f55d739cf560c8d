//go:build js

// The page's twin of open_folder.go: IndexedDB. It is a file of its own because hackpadfs/indexeddb
// needs syscall/js, and because a page has no folders.

package store

import (
	"context"
	"errors"
	"runtime"
	"syscall/js"
	"time"

	"github.com/hack-pad/go-indexeddb/idb"
	"github.com/hack-pad/hackpadfs/indexeddb"
)

// Open opens the store in the browser's database of the given name; "" is "overlap". It fails where
// the browser keeps nothing for the page: storage switched off, or a frame that is sandboxed. The page
// then works without saving. Like every method of Store it must not be called from inside a callback
// from JavaScript.
func Open(database string) (*Store, error) {
	if database == "" {
		database = "overlap"
	}
	fs, err := openDatabase(database)
	if err != nil {
		return nil, &faultError{message: "this browser keeps nothing for this page (private window, or storage is switched off)", cause: err}
	}
	s := &Store{fs: fs}
	s.sweep(time.Now())
	return s, nil
}

// openDatabase turns the panics of go-indexeddb (idb.Global without IndexedDB, an unexpected JS value)
// into errors: a browser without storage is something a program can meet.
func openDatabase(name string) (fs *indexeddb.FS, err error) {
	defer func() {
		switch cause := recover().(type) {
		case nil:
		case runtime.Error: // a fault of ours
			panic(cause)
		case error:
			fs, err = nil, cause
		default:
			panic(cause)
		}
	}()
	// Reflect.get, because reading indexedDB throws in some sandboxes, and Value.Get cannot catch that.
	if !js.Global().Get("Reflect").Call("get", js.Global(), "indexedDB").Truthy() {
		return nil, errors.New("there is no IndexedDB")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	// Strict: what Save reported as saved survives a power cut. Saving is rare, so its price is not felt.
	return indexeddb.NewFS(ctx, name, indexeddb.Options{TransactionDurability: idb.DurabilityStrict})
}

func noSpace(err error) bool {
	return errors.Is(err, idb.NewDOMException("QuotaExceededError"))
}
