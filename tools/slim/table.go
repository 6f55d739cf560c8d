package slim

import (
	"bytes"
	"encoding/binary"
	"strings"
)

// The table of functions of Go's linker: runtime.pcHeader, runtime.functab, runtime._func, and runtime.moduledata, which
// points at them. A release of Go with another layout has another magic number: its programs stay as they are, and
// TestProgram fails.

// The magic number of Go 1.20 and later, two zeros, instruction size 1, pointer size 8.
const tableMagic = "\xf1\xff\xff\xff\x00\x00\x01\x08"

// Offsets in runtime.pcHeader: the number of functions, and where the parts begin.
const (
	headCount  = 8
	headNames  = 32
	headUnits  = 40
	headFiles  = 48
	headTables = 56
	headFuncs  = 64
)

// Offsets in runtime._func.
const (
	funcEntry     = 0
	funcName      = 4
	funcSP        = 16
	funcFile      = 20
	funcLine      = 24
	funcPCData    = 28 // number of pcdata tables; their offsets follow the record
	funcUnit      = 32
	funcStartLine = 36
	funcFuncData  = 43 // number of funcdata, in one byte; their offsets follow those of the tables
	funcTables    = 44
)

// Indices of words of runtime.moduledata.
const (
	moduleFind = 19 // holds the address of the index by program counter
	moduleData = 40 // holds the address from which funcdata offsets count
)

// pclntab is the table in a program's memory. Reading outside of the memory gives 0, so that a layout that only looks like
// the known one does no harm.
type pclntab struct {
	module  string // its functions, and those of package main, keep everything
	address int64  // of the header
	data    []byte // from the header on
	count   int    // functions

	names, units, files, tables, funcs int // where those parts begin

	find     int64   // address of the index by program counter, 0 when it was not found
	funcdata segment // without data when it was not found

	piece []int    // which piece has a function
	moved []memory // what each piece has of the table; nothing of the main program, whose part stays in place
}

// findTable returns the table, nil when the memory does not hold it.
func findTable(m memory) *pclntab {
	for _, s := range m {
		at := bytes.Index(s.data, []byte(tableMagic))
		if at < 0 {
			continue
		}
		t := &pclntab{address: s.address + int64(at), data: s.data[at:]}
		t.count = t.word(headCount)
		t.names, t.units, t.files = t.word(headNames), t.word(headUnits), t.word(headFiles)
		t.tables, t.funcs = t.word(headTables), t.word(headFuncs)
		if t.count > 0 && t.names < t.units && t.units < t.files && t.files < t.tables && t.tables < t.funcs &&
			t.funcs+8*t.count+8 <= len(t.data) {
			t.findModule(m)
			return t
		}
	}
	return nil
}

// findModule finds funcdata by runtime.moduledata, which begins with the addresses of the table and of its names. The segment
// of moduledata may lack its first bytes when they are zeros.
func (t *pclntab) findModule(m memory) {
	begin := binary.LittleEndian.AppendUint64(nil, uint64(t.address))
	begin = binary.LittleEndian.AppendUint64(begin, uint64(t.address)+uint64(t.names))
	begin = bytes.TrimLeft(begin, "\x00")
	for _, s := range m {
		if at := bytes.Index(s.data, begin); at >= 0 {
			module := s.address + int64(at+len(begin)-16)
			t.find = int64(m.word(module + 8*moduleFind))
			t.funcdata.address = int64(m.word(module + 8*moduleData))
			t.funcdata.data = m.at(t.funcdata.address)
			return
		}
	}
}

// part returns the part of the table between two offsets.
func (t *pclntab) part(from, to int) segment {
	return segment{t.address + int64(from), t.data[from:to]}
}

func (t *pclntab) word(at int) int { return wordOf(t.data, at) }

func wordOf(data []byte, at int) int {
	if at < 0 || at+4 > len(data) {
		return 0
	}
	return int(binary.LittleEndian.Uint32(data[at:]))
}

// putWord writes a word, unless that is outside of data.
func putWord(data []byte, at, v int) {
	if at >= 0 && at+4 <= len(data) {
		binary.LittleEndian.PutUint32(data[at:], uint32(v))
	}
}

// fn returns where the k-th function's record begins.
func (t *pclntab) fn(k int) int { return t.funcs + t.word(t.funcs+8*k+4) }

// pcdata returns where the offsets of a function's tables are, and their number. A number above 16, which no real function
// has, counts as 16.
func (t *pclntab) pcdata(fn int) (at, n int) {
	return fn + funcTables, min(t.word(fn+funcPCData), 16)
}

// funcdataOf returns where the offsets of a function's funcdata are, and their number.
func (t *pclntab) funcdataOf(fn int) (at, n int) {
	at, n = t.pcdata(fn)
	return at + 4*n, t.word(fn+funcFuncData) & 0xff
}

// name returns the name at an offset.
func (t *pclntab) name(offset int) string {
	text := t.data[min(t.names+offset, len(t.data)):]
	end := max(bytes.IndexByte(text, 0), 0)
	return string(text[:end])
}

// nameOf returns the k-th function's name.
func (t *pclntab) nameOf(k int) string { return t.name(t.word(t.fn(k) + funcName)) }

// ours reports whether the name of a function or file belongs to the module or to package main.
func (t *pclntab) ours(name string) bool {
	return strings.HasPrefix(name, t.module+"/") || strings.HasPrefix(name, "main.")
}
