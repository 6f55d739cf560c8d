package store

import "github.com/hack-pad/hackpadfs/mem"

// Memory returns an empty store that is forgotten with the process.
func Memory() *Store {
	fs, err := mem.NewFS()
	if err != nil {
		panic("store: an empty memory file system failed: " + err.Error())
	}
	return &Store{fs: fs}
}
