//go:build js

package store

import (
	"errors"
	"io/fs"
	"syscall/js"
	"testing"
	"time"
)

// TestAFailureUndoesTheTransaction: whether an exception, an error of the browser or one of ours.
func TestAFailureUndoesTheTransaction(t *testing.T) {
	needsIndexedDB(t)
	d, err := openDatabase(databaseName(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := d.WriteFile("there", nil, 0); err != nil {
		t.Fatal(err)
	}
	ours := errors.New("ours")
	for name, c := range map[string]struct {
		fail func(transaction) error
		want error
	}{
		"ours":      {func(transaction) error { return ours }, ours},
		"exception": {func(tx transaction) error { tx.Call("objectStore", contents).Call("put", 1); return nil }, &domError{name: "DataError"}},
		"request": {func(tx transaction) error {
			_, err := tx.request("add", 1, "there")
			return err
		}, &domError{name: "ConstraintError"}},
		"unasked": {func(tx transaction) error { tx.Call("objectStore", contents).Call("add", 1, "there"); return nil }, &domError{name: "ConstraintError"}},
	} {
		err := d.transact("readwrite", func(tx transaction) error {
			_, err := tx.request("put", 1, "x")
			return errors.Join(err, c.fail(tx))
		})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, not %v", name, err, c.want)
		}
		if _, err := d.Open("x"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: the file is there: %v", name, err)
		}
	}
}

// TestASilentBrowser: an answer that does not come is an error, too.
func TestASilentBrowser(t *testing.T) {
	target := js.Global().Get("Object").New()
	if err := listen(target, "success", "error", time.Millisecond)(); !errors.Is(err, errNoAnswer) {
		t.Errorf("%v, not %v", err, errNoAnswer)
	}
}
