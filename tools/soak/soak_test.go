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

// A round that ends before a collection of garbage does not look like a leak, and a leak does.
func TestMost(t *testing.T) {
	rounds := func(memory ...int) (history [][]usage) {
		for _, m := range memory {
			history = append(history, []usage{{goroutines: m, memory: m}})
		}
		return history
	}
	if got := most(rounds(150, 311, 127, 149, 140), 0); got.memory != 149 || got.goroutines != 311 {
		t.Errorf("%v of rounds with 149 MB but for one", got)
	}
	if got := most(rounds(150, 190, 230, 270, 310), 0); got.memory != 230 {
		t.Errorf("%v of rounds that leak", got)
	}
}
