//go:build js

// The page's twin of open_folder_test.go: the same conformance, on IndexedDB. Node has none, so there
// these tests skip; tools/browser runs them in a real page.

package store

import (
	"context"
	"errors"
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
	conform(t, effort{checks: 2, steps: 10}, func(t *testing.T) place {
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
	data := make([]byte, MaxFile)
	rand.NewChaCha8([32]byte{}).Read(data) // what compresses well would not fill the quota
	for n := range 20 {
		err = s.Save(setting(strings.Repeat("x", n+1)), data)
		if err != nil {
			break
		}
	}
	wantError(t, err, ErrFull, "was not saved", "no space left", "delete")
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
