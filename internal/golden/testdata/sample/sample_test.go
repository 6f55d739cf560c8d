// Package sample is a package with goldens, as the rest of the project has them. The tests of package
// golden build it and run it in folders where its goldens are right, changed, missing or orphaned.
package sample

import (
	"testing"

	"overlap/internal/golden"
)

func TestMain(m *testing.M) { golden.Main(m, "../neighbour*") }

func TestPoem(t *testing.T) {
	golden.Equal(t, "poem.txt", []byte("first line\nsecond line\n"))
}

func TestNested(t *testing.T) {
	t.Run("part one", func(t *testing.T) {
		golden.Equal(t, "deep/bytes.bin", []byte{0xff, 0, 1, 2})
	})
}

func TestNeighbour(t *testing.T) {
	golden.EqualIn(t, "../neighbour", "theirs.txt", []byte("theirs\n"))
}
