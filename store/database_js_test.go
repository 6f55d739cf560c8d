//go:build js

// The page's twin of folder_test.go: the same conformance, on IndexedDB. Node has none, so there
// these tests skip; tools/browser runs them in a real page.

package store

import (
	"context"
	"errors"
	"iter"
	"math/rand/v2"
	"os"
	"strings"
	"syscall/js"
	"testing"
	"time"
)

func needsIndexedDB(t *testing.T) {
	t.Helper()
	if js.Global().Get("indexedDB").IsUndefined() {
		t.Skip("there is no IndexedDB in node; tools/browser runs this in a page")
	}
}

// databaseName returns the name of a database for a test. It is not deleted: the page's profile is.
func databaseName(t *testing.T) string { return "test " + t.Name() }

func TestIndexedDBConforms(t *testing.T) {
	needsIndexedDB(t)
	checkConformance(t, effort{checks: 2, steps: 10}, func(t *testing.T) place {
		name := databaseName(t)
		return func(t *testing.T) *Store {
			s, err := Open(name)
			if err != nil {
				t.Fatal(err)
			}
			return s
		}
	})
}

// fill writes many files at once, which no wait for a disk makes slow.
func fill(t *testing.T, s *Store, paths []string, content []byte) {
	t.Helper()
	value := js.Global().Get("Uint8Array").New(len(content))
	js.CopyBytesToJS(value, content)
	err := s.files.(*database).transact("readwrite", func(tx transaction) error {
		for _, path := range paths {
			tx.Call("objectStore", contents).Call("put", value, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestWithoutIndexedDBOpenIsAnError(t *testing.T) {
	if os.Getenv("OVERLAP_NO_STORAGE") == "" && !js.Global().Get("indexedDB").IsUndefined() {
		t.Skip("this page has IndexedDB; tools/browser runs this in a page that has none")
	}
	if _, err := Open(""); err == nil || !strings.Contains(err.Error(), "keeps nothing for this page") {
		t.Errorf("Open = %v, want an error that says the browser keeps nothing", err)
	}
}

func TestQuota(t *testing.T) {
	if os.Getenv("OVERLAP_SMALL_QUOTA") == "" {
		t.Skip("tools/browser runs this in a page with a small quota")
	}
	s, err := Open(databaseName(t))
	if err != nil {
		t.Fatal(err)
	}
	data := make([]byte, maxSize)
	rand.NewChaCha8([32]byte{}).Read(data) // what compresses well would not fill the quota
	for n := range 20 {
		err = s.Save(setting(strings.Repeat("x", n+1)), data)
		if err != nil {
			break
		}
	}
	wantError(t, err, "was not saved", "no space left", "delete")
	if got, err := s.Load(setting("x")); err != nil || string(got) != string(data) {
		t.Errorf("what was saved before is gone: %d bytes, %v", len(got), err)
	}
}

// TestTwoTabs saves the same file through two connections at once: one of the contents wins whole.
func TestTwoTabs(t *testing.T) {
	needsIndexedDB(t)
	name := databaseName(t)
	results := make(chan error)
	for _, data := range []string{strings.Repeat("a", 1000), strings.Repeat("b", 2000)} {
		s, err := Open(name)
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			var failed error
			for range 5 {
				failed = errors.Join(failed, s.Save(setting("x"), []byte(data)))
			}
			results <- failed
		}()
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for range 2 {
		select {
		case err := <-results:
			if err != nil {
				t.Error(err)
			}
		case <-ctx.Done():
			t.Fatal("the writers wait for each other")
		}
	}
	s, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Load(setting("x"))
	if err != nil || len(got) != 1000 && len(got) != 2000 {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}

// TestDatabaseOfAnEarlierRelease lays a database out as an earlier release did, with both object stores.
func TestDatabaseOfAnEarlierRelease(t *testing.T) {
	needsIndexedDB(t)
	name := databaseName(t)
	earlier := js.Global().Get("JSON").Call("parse", earlierJSON)
	request := js.Global().Get("indexedDB").Call("open", name, layout)
	fill := js.FuncOf(func(js.Value, []js.Value) any {
		for _, of := range []string{"contents", "info"} {
			objects := request.Get("result").Call("createObjectStore", of)
			if of == "info" {
				objects.Call("createIndex", "Parent", "Parent")
			}
			for path := range keysOf(earlier.Get(of)) {
				value := earlier.Get(of).Get(path)
				if of == "contents" {
					content := []byte(value.String())
					value = js.Global().Get("Uint8Array").New(len(content))
					js.CopyBytesToJS(value, content)
				}
				objects.Call("put", value, path)
			}
		}
		return nil
	})
	defer fill.Release()
	request.Set("onupgradeneeded", fill)
	if err := listen(request, "success", "error", patience)(); err != nil {
		t.Fatal(err)
	}
	request.Get("result").Call("close")
	wantEarlier(t, func(t *testing.T) *Store {
		s, err := Open(name)
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}

// keysOf returns an object's keys.
func keysOf(object js.Value) iter.Seq[string] {
	return func(yield func(string) bool) {
		keys := js.Global().Get("Object").Call("keys", object)
		for i := range keys.Length() {
			if !yield(keys.Index(i).String()) {
				return
			}
		}
	}
}

// TestCorruptDatabase: values that no release of overlap wrote are errors.
func TestCorruptDatabase(t *testing.T) {
	needsIndexedDB(t)
	s, err := Open(databaseName(t))
	if err != nil {
		t.Fatal(err)
	}
	save(t, s, setting("x"), "1")
	for _, value := range []any{"text", map[string]any{"length": 3}, nil} {
		err := s.files.(*database).transact("readwrite", func(tx transaction) error {
			_, err := tx.request("put", value, setting("x").path())
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.Load(setting("x"))
		wantError(t, err, `settings "x" of fanout was not read: the database holds something else`)
	}
}

// TestDeletedMeanwhile: another tab may delete the database without waiting for this tab, whose next save is an error.
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
	wantError(t, s.Save(setting("x"), []byte("2")), "was not saved: InvalidStateError")
	if s, err = Open(databaseName(t)); err != nil {
		t.Fatal(err)
	}
	wantNames(t, s, "fanout")
}
