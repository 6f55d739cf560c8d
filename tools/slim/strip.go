package slim

import "slices"

// Go's linker records for every function its name, its file, the line of every instruction, the calls that were inlined
// into it, and how a traceback prints its arguments. The page needs the names, files and lines of this module: it lights up
// the line at which a task waits, and panics are found by their lines. For the runtime, the standard library and other
// modules these records are 11 % of the download, and nothing reads them. strip removes them; tracebacks then leave out the
// frames of those functions.
//
// strip keeps all that the runtime needs to run: stack sizes, pointer maps, defers, bounds. It drops the safe points of
// preemption, because nothing preempts a goroutine in wasm.

// Kinds of tables (internal/abi/symtab.go, PCDATA and FUNCDATA).
const (
	tableSafePoint  = 0
	tableInlined    = 2
	tableLiveArgs   = 3
	dataInlined     = 3
	dataArgs        = 5 // this kind and the later ones serve tracebacks and traces only
	noTable, noData = 0, 1<<32 - 1
)

// The size of runtime.inlinedCall and the offsets of its fields.
const (
	inlinedSize      = 16
	inlinedName      = 4
	inlinedStartLine = 12
)

// strip removes the records that only tracebacks need, and returns the number of functions it stripped.
func (t *pclntab) strip() int {
	tables, data := references{}, references{}
	var inlined []int
	names := names{t: t, kept: map[int]int{}}
	stripped := 0
	for k := range t.count {
		fn := t.fn(k)
		own := names.shorten(t.data, fn+funcName)
		putWord(t.data, fn+funcStartLine, 0)
		if !own {
			putWord(t.data, fn+funcUnit, 0)
			stripped++
		}
		t.stripTables(fn, own, tables)
		inlined = append(inlined, t.stripFuncdata(fn, own, data)...)
	}
	for _, at := range inlined {
		t.stripInlined(at, data.end(at), &names)
	}
	names.erase()
	tables.erase(t.data[t.tables:t.funcs])
	data.erase(t.funcdata)
	return stripped
}

// stripTables drops tables of a function that map program counters to values (pcdata).
func (t *pclntab) stripTables(fn int, own bool, refs references) {
	refs[t.word(fn+funcSP)] = true
	t.dropUnless(own, refs, fn+funcFile, noTable)
	t.dropUnless(own, refs, fn+funcLine, noTable)
	at, n := t.pcdata(fn)
	for kind := range n {
		keep := kind != tableSafePoint && kind != tableLiveArgs && (own || kind != tableInlined)
		t.dropUnless(keep, refs, at+4*kind, noTable)
	}
}

// stripFuncdata drops other data of a function, and returns the offsets of the lists of inlined calls that stay.
func (t *pclntab) stripFuncdata(fn int, own bool, refs references) (inlined []int) {
	if t.funcdata == nil {
		return nil
	}
	at, n := t.funcdataOf(fn)
	for kind := range n {
		keep := kind < dataArgs && (own || kind != dataInlined)
		t.dropUnless(keep, refs, at+4*kind, noData)
		if offset := t.word(at + 4*kind); kind == dataInlined && offset != noData {
			inlined = append(inlined, offset)
		}
	}
	return inlined
}

// dropUnless overwrites the reference at an offset with none unless keep is true, and records in refs whether a function
// still needs its target.
func (t *pclntab) dropUnless(keep bool, refs references, at, none int) {
	offset := t.word(at)
	if offset == none {
		return
	}
	refs[offset] = refs[offset] || keep
	if !keep {
		putWord(t.data, at, none)
	}
}

// stripInlined removes the names of other modules' functions from a list of calls inlined into ours.
func (t *pclntab) stripInlined(at, end int, names *names) {
	for ; at+inlinedSize <= end; at += inlinedSize {
		putWord(t.funcdata, at+inlinedStartLine, 0)
		names.shorten(t.funcdata, at+inlinedName)
	}
}

// references are the offsets of data in one part of the table, with whether a function still needs the data. Functions share
// equal data, even of different kinds.
type references map[int]bool

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

// erase writes zeros over the data that no function needs any more.
func (r references) erase(part []byte) {
	all := r.sorted()
	for k := range max(len(all)-1, 0) {
		if !r[all[k]] {
			clear(part[min(all[k], len(part)):min(all[k+1], len(part))])
		}
	}
}
