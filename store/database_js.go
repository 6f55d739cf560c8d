//go:build js

// The page's twin of folder.go: the browser's IndexedDB.

package store

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"syscall/js"
	"time"

	"github.com/hack-pad/hackpadfs"
)

// Open opens the store in the browser's database of the given name; "" is "overlap". It fails where the browser keeps
// nothing for the page: storage switched off, or a frame that is sandboxed. The page then works without saving. Like
// the methods of Store, Open must not be called from inside a callback from JavaScript.
func Open(name string) (*Store, error) {
	if name == "" {
		name = "overlap"
	}
	d, err := openDatabase(name)
	if err != nil {
		return nil, &failure{"this browser keeps nothing for this page (private window, or storage is switched off): " + err.Error(), err}
	}
	return &Store{d}, nil
}

func noSpace(err error) bool { return errors.Is(err, errQuota) }

// database is a file system in IndexedDB: one object store, from path to content. hackpadfs/indexeddb would link fmt,
// reflect, os and log, 95 kB of what a reader fetches. Databases of earlier releases, which used that package, have a
// second object store, of modes and times, which nothing reads.
type database struct{ connection js.Value }

const (
	layout   = 1 // the database's version
	contents = "contents"
)

// openDatabase opens a database, and makes it when there is none of that name.
func openDatabase(name string) (d *database, err error) {
	defer catch(&err)
	// Reflect.get, because reading indexedDB throws in some sandboxes, and Value.Get cannot catch that.
	factory := js.Global().Get("Reflect").Call("get", js.Global(), "indexedDB")
	if !factory.Truthy() {
		return nil, errors.New("there is no IndexedDB")
	}
	request := factory.Call("open", name, layout)
	fill := js.FuncOf(func(js.Value, []js.Value) any {
		request.Get("result").Call("createObjectStore", contents)
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
	// Without this, another tab or the browser that deletes the database would wait for this page to be closed.
	connection.Set("onversionchange", connection.Get("close").Call("bind", connection))
	return &database{connection}, nil
}

// Open reads the whole file, whose content the returned File serves from memory.
func (d *database) Open(name string) (hackpadfs.File, error) {
	var data []byte
	err := d.transact("readonly", func(tx transaction) error {
		content, err := tx.get(name)
		if err != nil {
			return err
		}
		if !content.InstanceOf(js.Global().Get("Uint8Array")) {
			return errors.New("the database holds something else than bytes")
		}
		data = make([]byte, content.Length())
		js.CopyBytesToGo(data, content)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return &memoryFile{strings.NewReader(string(data)), entry{name: path.Base(name), size: len(data)}}, nil
}

// WriteFile makes or replaces a file.
func (d *database) WriteFile(name string, data []byte, _ hackpadfs.FileMode) error {
	return d.transact("readwrite", func(tx transaction) error {
		there, err := tx.request("getKey", name)
		if err != nil {
			return err
		}
		if there.IsUndefined() {
			n, err := tx.request("count", pathsBelow(scenarioFolder(name)))
			if err != nil {
				return err
			}
			if n.Int() >= maxDocuments {
				return errTooMany
			}
		}
		content := js.Global().Get("Uint8Array").New(len(data))
		js.CopyBytesToJS(content, data)
		_, err = tx.request("put", content, name)
		return err
	})
}

// Rename moves a file to a name that is free.
func (d *database) Rename(from, to string) error {
	return d.transact("readwrite", func(tx transaction) error {
		content, err := tx.get(from)
		if err != nil {
			return err
		}
		if _, err := tx.request("add", content, to); err != nil {
			return err
		}
		_, err = tx.request("delete", from)
		return err
	})
}

// Remove removes a file, if there is one.
func (d *database) Remove(name string) error {
	return d.transact("readwrite", func(tx transaction) error {
		_, err := tx.request("delete", name)
		return err
	})
}

// ReadDir lists a folder. A folder exists while the path of a file begins with it.
func (d *database) ReadDir(folder string) (list []hackpadfs.DirEntry, err error) {
	err = d.transact("readonly", func(tx transaction) error {
		paths, err := tx.request("getAllKeys", pathsBelow(folder))
		if err != nil {
			return err
		}
		for i := range paths.Length() {
			name, _, nested := strings.Cut(strings.TrimPrefix(paths.Index(i).String(), folder+"/"), "/")
			if len(list) == 0 || list[len(list)-1].Name() != name { // the keys are sorted
				list = append(list, entry{name: name, dir: nested})
			}
		}
		if len(list) == 0 {
			return fs.ErrNotExist
		}
		return nil
	})
	return list, err
}

// pathsBelow returns the range of the paths below a folder: "0" comes after "/".
func pathsBelow(folder string) js.Value {
	return js.Global().Get("IDBKeyRange").Call("bound", folder+"/", folder+"0", true, true)
}

// memoryFile is a file whose content was read.
type memoryFile struct {
	*strings.Reader
	entry
}

func (o *memoryFile) Stat() (hackpadfs.FileInfo, error) { return o.entry, nil }
func (o *memoryFile) Size() int64                       { return o.entry.Size() }
func (o *memoryFile) Close() error                      { return nil }

// entry describes a file or folder, as a hackpadfs.DirEntry and as a hackpadfs.FileInfo.
type entry struct {
	name string
	dir  bool
	size int
}

func (e entry) Name() string { return e.name }
func (e entry) IsDir() bool  { return e.dir }
func (e entry) Size() int64  { return int64(e.size) }
func (e entry) Mode() hackpadfs.FileMode {
	if e.dir {
		return hackpadfs.ModeDir
	}
	return 0
}
func (e entry) Type() hackpadfs.FileMode          { return e.Mode().Type() }
func (e entry) Info() (hackpadfs.FileInfo, error) { return e, nil }
func (e entry) ModTime() time.Time                { return time.Time{} } // the database has no times
func (e entry) Sys() any                          { return nil }
