//go:build js

package store

import (
	"errors"
	"syscall/js"
	"time"
)

// database is the page's file system: IndexedDB behind hackpadfs' interfaces, as far as Store asks. It is ours because
// hackpadfs/indexeddb brings fmt, reflect, os and log with it, 95 kB of what a reader fetches. The layout is that
// package's, so that what was saved through it is found:
//
//	info      path → {Mode, Size, ModTime, Parent}, with an index over Parent; the root is "."
//	contents  path → Uint8Array, for files
//
// Each operation is one transaction, so that another tab sees all of it or nothing. It may wait within one, because
// a goroutine that an event wakes runs before the event is over, and until then the transaction is alive.
type database struct{ connection js.Value }

const (
	layout        = 1 // the database's version
	infoStore     = "info"
	contentsStore = "contents"
	parentIndex   = "Parent"
	root          = "."
)

// patience is how long the browser may take for an answer. Some never come: another tab that deletes the database
// waits for all others to close theirs, and who opens it waits for that one.
const patience = 10 * time.Second

var (
	errSilent  = errors.New("the browser did not answer")
	errQuota   = &domError{name: "QuotaExceededError"}
	errAborted = &domError{name: "AbortError"}
)

// domError is a DOMException of the browser, or what else it has thrown.
type domError struct{ name, message string }

func (e *domError) Error() string {
	if e.message == "" {
		return e.name
	}
	return e.name + ": " + e.message
}

// Is makes errors.Is compare names: messages differ between browsers.
func (e *domError) Is(target error) bool {
	other, ok := target.(*domError)
	return ok && other.name == e.name
}

func errorOf(v js.Value) error {
	if !v.Truthy() { // a transaction that was aborted by a call has none
		return errAborted
	}
	return &domError{v.Get("name").String(), v.Get("message").String()}
}

// catch makes an error of what syscall/js panics with: an exception, or a value that is not of the expected type.
func catch(err *error) {
	switch cause := recover().(type) {
	case nil:
	case js.Error:
		*err = errorOf(cause.Value)
	case *js.ValueError:
		*err = cause
	default: // a mistake of ours
		panic(cause)
	}
}

// openDatabase opens the database of a name, and makes it when there is none.
func openDatabase(name string) (d *database, err error) {
	defer catch(&err)
	// Reflect.get, because reading indexedDB throws in some sandboxes, and Value.Get cannot catch that.
	factory := js.Global().Get("Reflect").Call("get", js.Global(), "indexedDB")
	if !factory.Truthy() {
		return nil, errors.New("there is no IndexedDB")
	}
	request := factory.Call("open", name, layout)
	fill := js.FuncOf(func(js.Value, []js.Value) any {
		made := request.Get("result")
		made.Call("createObjectStore", contentsStore)
		made.Call("createObjectStore", infoStore).Call("createIndex", parentIndex, parentIndex)
		return nil
	})
	request.Set("onupgradeneeded", fill)
	err = listen(request, "success", "error", patience)()
	request.Set("onupgradeneeded", nil)
	fill.Release()
	if err != nil {
		return nil, err
	}
	connection := request.Get("result")
	// Who deletes the database, another tab or the browser, need not wait for this page.
	connection.Set("onversionchange", connection.Get("close").Call("bind", connection))
	d = &database{connection}
	return d, d.MkdirAll(root, 0o777)
}
