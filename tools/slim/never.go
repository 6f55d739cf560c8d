package slim

import "slices"

// Go's linker keeps every function that some call names. Which of them a page never calls the linker cannot know, because it is a
// condition in the middle of the runtime that says so: tracing, profiling, threads. Such functions are in no piece.

// left returns how many functions a piece has.
func (t *pclntab) left(piece int) (n int) {
	for _, of := range t.piece {
		if of == piece {
			n++
		}
	}
	return n
}

// unknown returns the parts that no function's name speaks of. Names must still be there.
func (t *pclntab) unknown(parts []string) []string {
	return slices.DeleteFunc(slices.Clone(parts), func(part string) bool {
		for k := range t.count {
			if speaksOf(t.nameOf(k), part) {
				return true
			}
		}
		return false
	})
}
