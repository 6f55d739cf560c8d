package slim

import (
	"encoding/binary"
	"slices"
	"strings"
)

// A page runs a scenario and fetches no other's code: the functions of each scenario's package become a module of their own, a
// chunk. All functions of Go's are in slots of one table, and a function value is the number of a slot, so that memory stays as it
// is. Calls of functions in another module go through the table. The slots of a chunk that is not there are empty; calling them
// traps.

// pieces is a program that is cut into the main program, which is piece 0, chunks, and what never runs, which is the last piece.
type pieces struct {
	imported uint64   // number of functions that JavaScript provides; the program's own have the numbers after them
	slot     int      // of the first function; the others' slots follow
	kinds    []uint64 // the functions' types
	bodies   [][]byte
	piece    []int    // which piece has a function
	place    []uint64 // its number there
	never    int      // the piece that nobody fetches
	globals  []byte   // types of the global variables
}

// split takes the functions of packages out of a program, and returns their modules, which have no memory yet. What never runs has no
// module. With an error the program stays whole.
func (t *pclntab) split(all []section, m memory, packages, never []string) (main []section, chunks [][]section, err error) {
	t.piece, t.moved = make([]int, t.count), make([]memory, len(packages)+2)
	p, err := readPieces(all)
	if err != nil || len(p.bodies) != t.count {
		return all, nil, errNotWasm
	}
	p.never = len(packages) + 1
	p.assign(t, packages, never)
	p.follow(t, m)
	p.count(len(packages) + 2)
	main = slices.Clone(all)
	if err := p.share(main); err != nil {
		return all, nil, err
	}
	if err := p.fill(main, 0); err != nil {
		return all, nil, err
	}
	for i := range packages {
		chunk := p.chunk(all)
		if err := p.fill(chunk, i+1); err != nil {
			return all, nil, err
		}
		chunks = append(chunks, chunk)
	}
	t.piece = p.piece
	return main, chunks, nil
}

// readPieces reads the functions of a program, and the table that they are in: one segment has them all, in order.
func readPieces(all []section) (*pieces, error) {
	p := &pieces{}
	p.imported, _ = binary.Uvarint(bodyOf(all, importSection))
	kinds, code, table := &reader{rest: bodyOf(all, functionSection)}, &reader{rest: bodyOf(all, codeSection)}, &reader{rest: bodyOf(all, elementSection)}
	n := kinds.unsigned()
	same := n == code.unsigned() && table.unsigned() == 1 && table.unsigned() == 0 && table.byte() == i32Const
	p.slot = int(table.signed())
	same = same && table.byte() == endOpcode && table.unsigned() == n
	for k := uint64(0); k < n && same; k++ {
		p.kinds = append(p.kinds, kinds.unsigned())
		p.bodies = append(p.bodies, code.bytes(code.unsigned()))
		same = table.unsigned() == p.imported+k && !kinds.failed && !code.failed
	}
	if !same || !p.readGlobals(bodyOf(all, globalSection)) {
		return nil, errNotWasm
	}
	return p, nil
}

// assign assigns each function to a piece: to a chunk when its name speaks of one package only. What initialises a package runs
// in every page, so it stays in the main program.
func (p *pieces) assign(t *pclntab, packages, never []string) {
	p.piece = make([]int, len(p.bodies))
	var first []int
	for k := range p.piece {
		name := t.nameOf(k)
		for i, part := range slices.Concat(packages, never) {
			switch {
			case !speaksOf(name, part):
			case p.piece[k] > 0, strings.HasPrefix(name, part+".init"), strings.HasPrefix(name, part+".map.init"):
				first = append(first, k)
			default:
				p.piece[k] = min(i+1, p.never)
			}
		}
	}
	for _, k := range first {
		p.stay(k)
	}
}

// speaksOf reports whether a function's name is a part's, or speaks of something in it.
func speaksOf(name, part string) bool { return name == part || strings.Contains(name, part+".") }

// count gives the functions of each piece their numbers.
func (p *pieces) count(all int) {
	next := make([]uint64, all)
	next[0] = p.imported
	for _, i := range p.piece {
		p.place = append(p.place, next[i])
		next[i]++
	}
}

// stay leaves a function in the main program, with those that it calls.
func (p *pieces) stay(k int) {
	p.piece[k] = 0
	visit(p.bodies[k], func(function uint64) {
		if i := p.own(function); i >= 0 && p.piece[i] != 0 {
			p.stay(i)
		}
	}, func(int64) {})
}

// own returns which of the program's functions has a number, -1 for one of JavaScript's.
func (p *pieces) own(function uint64) int {
	if function < p.imported || function >= p.imported+uint64(len(p.piece)) {
		return -1
	}
	return int(function - p.imported)
}
