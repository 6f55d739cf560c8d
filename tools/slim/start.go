package slim

import (
	"encoding/binary"
	"errors"
	"slices"
)

// Sections of a binary that a new function has entries in.
const (
	typeSection     = 1
	importSection   = 2
	functionSection = 3
	globalSection   = 6
	exportSection   = 7
	startSection    = 8
	elementSection  = 9
	codeSection     = 10
)

// addStart gives a program a function that runs as soon as its memory is there. The function comes after all others, which
// keep their numbers.
func addStart(all []section, body code) ([]section, error) {
	if slices.ContainsFunc(all, func(s section) bool { return s.id == startSection }) {
		return nil, errors.New("slim: the program has a start function already")
	}
	var kind, imported, defined uint64
	for i := range all {
		s := &all[i]
		switch s.id {
		case typeSection:
			kind, s.body = addEntry(s.body, []byte{0x60, 0, 0}) // func () -> ()
		case importSection:
			imported, _ = binary.Uvarint(s.body) // functions: Go imports nothing else
		case functionSection:
			defined, s.body = addEntry(s.body, binary.AppendUvarint(nil, kind))
		case codeSection:
			_, s.body = addEntry(s.body, append(binary.AppendUvarint(nil, uint64(len(body))), body...))
		}
	}
	before := slices.IndexFunc(all, func(s section) bool { return s.id == elementSection })
	if before < 0 {
		return nil, errNotWasm
	}
	return slices.Insert(all, before, section{startSection, binary.AppendUvarint(nil, imported+defined)}), nil
}

// addEntry appends to a section, which is the number of its entries and the entries, and returns how many there were.
func addEntry(body, entry []byte) (had uint64, grown []byte) {
	had, n := binary.Uvarint(body)
	grown = binary.AppendUvarint(nil, had+1)
	grown = append(grown, body[max(n, 0):]...)
	return had, append(grown, entry...)
}

// Instructions of WebAssembly (its specification, §5.4).
const (
	typeI32    = 0x7f
	emptyBlock = 0x40

	loopOpcode = 0x03
	endOpcode  = 0x0b
	branchIf   = 0x0d
	localGet   = 0x20
	localSet   = 0x21
	localTee   = 0x22
	i32Load    = 0x28
	i32Load8   = 0x2d
	i32Store   = 0x36
	i32Const   = 0x41
	i32Less    = 0x49 // unsigned
	i32Add     = 0x6a
	i32Sub     = 0x6b
	i32Mul     = 0x6c
	i32And     = 0x71
	i32Shift   = 0x76 // to the right, unsigned
)

// code is the body of a function. Its methods append instructions, in the order in which they run.
type code []byte

func (c code) op(opcode byte) code { return append(c, opcode) }
func (c code) get(local byte) code { return append(c, localGet, local) }
func (c code) set(local byte) code { return append(c, localSet, local) }
func (c code) number(v int) code   { return appendSigned(c.op(i32Const), int64(v)) }
func (c code) loop() code          { return append(c, loopOpcode, emptyBlock) }

// memory loads or stores at the address on the stack plus an offset.
func (c code) memory(opcode byte, offset int) code {
	return binary.AppendUvarint(append(c, opcode, 0), uint64(offset))
}

// again adds 1 to a local variable, and ends a loop that goes on while the variable is less than limit.
func (c code) again(local byte, limit int) code {
	c = c.get(local).number(1).op(i32Add)
	return append(append(c, localTee, local).number(limit).op(i32Less), branchIf, 0, endOpcode)
}
