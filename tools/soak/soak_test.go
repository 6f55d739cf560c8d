package main

import (
	"path/filepath"
	"testing"
	"time"
)

// A few rounds of what make soak does for ten minutes.
func TestSoak(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes some seconds")
	}
	soak(t, options{time: 3 * time.Second, clients: 1000, hostile: 2, binary: build(t, filepath.Join(t.TempDir(), "overlap")), say: func(line string) { t.Log(line) }})
}
