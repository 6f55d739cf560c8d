package slim

import "slices"

// references are the offsets of data in one part of the table, with the piece that needs the data: the main program, too, when
// two pieces do. Functions share equal data, even of different kinds.
type references map[int]int

// nobody is the piece of data that no function needs any more.
const nobody = -1

// user is a piece that refers to a part of the table.
type user struct {
	piece int
	refs  references
}

// refers notes that the piece needs what is at an offset.
func (u user) refers(offset int) {
	if had, ok := u.refs[offset]; ok && had != nobody && had != u.piece {
		u.piece = 0
	}
	u.refs[offset] = u.piece
}

// knows notes that something begins at an offset.
func (u user) knows(offset int) {
	if _, ok := u.refs[offset]; !ok {
		u.refs[offset] = nobody
	}
}

// end returns where the data at an offset ends at the latest: at the next offset.
func (r references) end(at int) int {
	all := r.sorted()
	k, _ := slices.BinarySearch(all, at+1)
	return append(all, at)[k]
}

// sorted returns the offsets in order.
func (r references) sorted() []int {
	var all []int
	for offset := range r {
		all = append(all, offset)
	}
	slices.Sort(all)
	return all
}

// release clears the data of a part that the main program does not need, and appends what a chunk needs to the chunk's memory.
func (s segment) release(refs references, moved []memory) {
	all := refs.sorted()
	for k := range max(len(all)-1, 0) {
		piece, from, to := refs[all[k]], min(all[k], len(s.data)), min(all[k+1], len(s.data))
		if piece > 0 {
			moved[piece] = append(moved[piece], segment{s.address + int64(from), s.data[from:to]}.copy())
		}
		if piece != 0 {
			clear(s.data[from:to])
		}
	}
}

func (s segment) copy() segment { return segment{s.address, slices.Clone(s.data)} }
