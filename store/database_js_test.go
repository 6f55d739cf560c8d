//go:build js

package store

import (
	"errors"
	"strings"
	"syscall/js"
	"testing"
	"time"

	"github.com/hack-pad/hackpadfs"
)

// TestLayoutOfTheDatabase: what an older overlap saved is found, byte for byte as hackpadfs/indexeddb v0.2.4 laid it
// out.
func TestLayoutOfTheDatabase(t *testing.T) {
	needsIndexedDB(t)
	d, err := openDatabase(databaseName(t))
	if err != nil {
		t.Fatal(err)
	}
	folder := map[string]any{"Mode": 2147484096, "Size": 0, "ModTime": 1.7e18}
	err = d.transact("readwrite", func(tx transaction) error {
		for path, parent := range map[string]string{"settings": ".", "settings/fanout": "settings"} {
			folder["Parent"] = parent
			tx.infos().Call("put", folder, path)
		}
		const path = "settings/fanout/x_.overlap"
		file := encodeFile([]byte("db=400ms"))
		bytes := js.Global().Get("Uint8Array").New(len(file))
		js.CopyBytesToJS(bytes, file)
		tx.contents().Call("put", bytes, path)
		tx.infos().Call("put", map[string]any{"Mode": 384, "Size": len(file), "ModTime": 1.7e18, "Parent": "settings/fanout"}, path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	s := &Store{fs: d}
	wantData(t, s, setting("x"), "db=400ms")
	save(t, s, setting("y"), "db=1s")
	wantNames(t, s, Settings, "x", "y")
}

// TestCorruptDatabase: values that nobody of ours has written are errors.
func TestCorruptDatabase(t *testing.T) {
	needsIndexedDB(t)
	s, err := Open(databaseName(t))
	if err != nil {
		t.Fatal(err)
	}
	save(t, s, setting("x"), "1")
	for name, value := range map[string]any{infoStore: "no record", contentsStore: map[string]any{"length": 3}} {
		err := s.fs.(*database).transact("readwrite", func(tx transaction) error {
			tx.Call("objectStore", name).Call("put", value, setting("x").path())
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Load(setting("x")); err == nil || !strings.Contains(err.Error(), `settings "x" of fanout was not`) {
			t.Errorf("%s holds %v: %v", name, value, err)
		}
	}
}

// TestAFailureUndoesTheTransaction: whether an exception, an error of the browser or one of ours.
func TestAFailureUndoesTheTransaction(t *testing.T) {
	needsIndexedDB(t)
	d, err := openDatabase(databaseName(t))
	if err != nil {
		t.Fatal(err)
	}
	ours := errors.New("ours")
	for name, c := range map[string]struct {
		fail func(transaction) error
		want error
	}{
		"ours":      {func(transaction) error { return ours }, ours},
		"exception": {func(tx transaction) error { tx.infos().Call("put", 1); return nil }, &domError{name: "DataError"}},
		"request": {func(tx transaction) error {
			_, err := tx.ask(tx.infos(), "add", 1, root)
			return err
		}, &domError{name: "ConstraintError"}},
		"unasked": {func(tx transaction) error { tx.infos().Call("add", 1, root); return nil }, &domError{name: "ConstraintError"}},
	} {
		err := d.transact("readwrite", func(tx transaction) error {
			return errors.Join(tx.put(newFile("x", 0), []byte("1")), c.fail(tx))
		})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, not %v", name, err, c.want)
		}
		if _, err := d.Stat("x"); !errors.Is(err, hackpadfs.ErrNotExist) {
			t.Errorf("%s: the file is there: %v", name, err)
		}
	}
}

// TestDeletedMeanwhile: another tab may delete the database, without waiting for this one; what follows is an error.
func TestDeletedMeanwhile(t *testing.T) {
	needsIndexedDB(t)
	s, err := Open(databaseName(t))
	if err != nil {
		t.Fatal(err)
	}
	save(t, s, setting("x"), "1")
	request := js.Global().Get("indexedDB").Call("deleteDatabase", databaseName(t))
	if err := listen(request, "success", "error", patience)(); err != nil {
		t.Fatal(err)
	}
	wantError(t, s.Save(setting("x"), []byte("2")), &domError{name: "InvalidStateError"}, "was not")
	if s, err = Open(databaseName(t)); err != nil {
		t.Fatal(err)
	}
	wantNames(t, s, Settings)
}

// TestASilentBrowser: an answer that does not come is an error, too.
func TestASilentBrowser(t *testing.T) {
	target := js.Global().Get("Object").New()
	if err := listen(target, "success", "error", time.Millisecond)(); !errors.Is(err, errSilent) {
		t.Errorf("%v, not %v", err, errSilent)
	}
}
