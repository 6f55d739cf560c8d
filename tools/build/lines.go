package main

import (
	"bytes"
	"encoding/binary"
	"strings"
)

// Go's linker writes down which line of which file every instruction came from. The page needs that for its own
// code: the line where a task waits lights up, and a mistake of ours is found by its line. For the runtime, the
// standard library and the packages of others it is 7 % of the download and serves nobody. forgetLines takes
// it from those: their frames in a stack trace keep the function's name and say "?:0".
//
// It knows the layout of the table (runtime.pcHeader, runtime.functab and runtime._func; "an offset of 0 indicates
// that there is no table"). A release with another layout has another magic number and is left as it is; then
// TestForgetLines says so.

// The magic number of Go 1.20 and later, two zeros, instruction size 1, pointer size 8.
const tableMagic = "\xf1\xff\xff\xff\x00\x00\x01\x08"

// Words of runtime._func, and where the offsets of its PCDATA tables begin, in bytes.
const (
	funcName   = 4
	funcSP     = 16
	funcFile   = 20
	funcLine   = 24
	funcCount  = 28
	funcTables = 44
)

// pclntab is the table within a program's memory. What is outside of the memory reads as 0, so that a layout
// that only looks like the known one does no harm.
type pclntab struct {
	data                 []byte // from the magic number on
	count                int    // functions
	names, tables, funcs int    // where those parts begin
}

// findTable returns the table, nil when this part of the memory does not hold it.
func findTable(memory []byte) *pclntab {
	at := bytes.Index(memory, []byte(tableMagic))
	if at < 0 {
		return nil
	}
	t := &pclntab{data: memory[at:]}
	t.count, t.names, t.tables, t.funcs = t.word(8), t.word(32), t.word(56), t.word(64)
	if t.count == 0 || t.funcs == 0 || t.funcs+8*t.count > len(t.data) {
		return nil
	}
	return t
}

func (t *pclntab) word(at int) int {
	if at < 0 || at+4 > len(t.data) {
		return 0
	}
	return int(binary.LittleEndian.Uint32(t.data[at:]))
}

// fn returns where the k-th function's record begins.
func (t *pclntab) fn(k int) int { return t.funcs + t.word(t.funcs+8*k+4) }

func (t *pclntab) name(fn int) string {
	text := t.data[min(t.names+t.word(fn+funcName), len(t.data)):]
	end := max(bytes.IndexByte(text, 0), 0)
	return string(text[:end])
}

// ours reports whether a function is this module's.
func ours(name string) bool {
	return strings.HasPrefix(name, "overlap/") || strings.HasPrefix(name, "main.")
}

// forgetLines removes the lines of all functions that are not ours, and returns of how many.
func forgetLines(memory []byte) int {
	t := findTable(memory)
	if t == nil {
		return 0
	}
	needed := t.needed()
	forgotten := 0
	for k := range t.count {
		fn := t.fn(k)
		if ours(t.name(fn)) {
			continue
		}
		for _, at := range []int{fn + funcFile, fn + funcLine} {
			if table := t.word(at); table != 0 {
				if !needed[table] {
					t.wipe(t.tables + table)
				}
				binary.LittleEndian.PutUint32(t.data[at:], 0)
			}
		}
		forgotten++
	}
	return forgotten
}

// needed returns the tables that stay: functions share tables that are equal, whatever they mean.
func (t *pclntab) needed() map[int]bool {
	all := map[int]bool{}
	for k := range t.count {
		fn := t.fn(k)
		all[t.word(fn+funcSP)] = true
		for i := range min(t.word(fn+funcCount), 16) {
			all[t.word(fn+funcTables+4*i)] = true
		}
		if ours(t.name(fn)) {
			all[t.word(fn+funcFile)] = true
			all[t.word(fn+funcLine)] = true
		}
	}
	return all
}

// wipe writes zeros over a table: pairs of variable-length numbers up to a pair that begins with 0 and is not the
// first.
func (t *pclntab) wipe(at int) {
	for first := true; at < len(t.data); first = false {
		value, n := binary.Uvarint(t.data[at:])
		if n <= 0 || value == 0 && !first {
			return
		}
		_, m := binary.Uvarint(t.data[min(at+n, len(t.data)):])
		if m <= 0 {
			return
		}
		clear(t.data[at : at+n+m])
		at += n + m
	}
}
