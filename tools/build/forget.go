package main

import "slices"

// Go's linker writes down for every function its name, its file, the line of every instruction, which calls were
// inlined where, and how a traceback prints its arguments. The page needs names, files and lines of its own code: the
// line where a task waits lights up, and a mistake of ours is found by its line. For the runtime, the standard library
// and the packages of others it is 11 % of the download and serves nobody. forget takes it from those, and a
// traceback leaves their frames out.
//
// What the runtime computes with stays: stack sizes, pointer maps, defers, bounds. Where it may interrupt a function
// goes too: nothing interrupts one in wasm.

// Kinds of tables (internal/abi/symtab.go, PCDATA and FUNCDATA).
const (
	tableSafePoint  = 0
	tableInlined    = 2
	tableLiveArgs   = 3
	dataInlined     = 3
	dataArgs        = 5 // this and what comes after it only tracebacks and traces show
	noTable, noData = 0, 1<<32 - 1
)

// inlinedSize and its parts are those of runtime.inlinedCall.
const (
	inlinedSize      = 16
	inlinedName      = 4
	inlinedStartLine = 12
)

// forget removes what only tracebacks would show, and returns of how many functions.
func (t *pclntab) forget() int {
	tables, data := references{}, references{}
	var inlined []int
	names := names{t: t, kept: map[int]int{}}
	forgotten := 0
	for k := range t.count {
		fn := t.fn(k)
		own := names.sift(t.data, fn+funcName)
		put(t.data, fn+funcStartLine, 0)
		if !own {
			put(t.data, fn+funcUnit, 0)
			forgotten++
		}
		t.forgetTables(fn, own, tables)
		inlined = append(inlined, t.forgetData(fn, own, data)...)
	}
	for _, at := range inlined {
		t.forgetInlined(at, data.end(at), &names)
	}
	names.erase()
	tables.erase(t.data[t.tables:t.funcs])
	data.erase(t.funcdata)
	return forgotten
}

// forgetTables drops a function's tables that have a value for every program counter.
func (t *pclntab) forgetTables(fn int, own bool, refs references) {
	refs[t.word(fn+funcSP)] = true
	t.sift(refs, fn+funcFile, noTable, own)
	t.sift(refs, fn+funcLine, noTable, own)
	at, n := t.pcdata(fn)
	for kind := range n {
		keep := kind != tableSafePoint && kind != tableLiveArgs && (own || kind != tableInlined)
		t.sift(refs, at+4*kind, noTable, keep)
	}
}

// forgetData drops a function's other data, and returns where the calls are that were inlined into one of ours.
func (t *pclntab) forgetData(fn int, own bool, refs references) (inlined []int) {
	if t.funcdata == nil {
		return nil
	}
	at, n := t.funcdataOf(fn)
	for kind := range n {
		keep := kind < dataArgs && (own || kind != dataInlined)
		t.sift(refs, at+4*kind, noData, keep)
		if offset := t.word(at + 4*kind); kind == dataInlined && offset != noData {
			inlined = append(inlined, offset)
		}
	}
	return inlined
}

// sift notes the reference at a place, and takes it away unless it is kept.
func (t *pclntab) sift(refs references, at, none int, keep bool) {
	offset := t.word(at)
	if offset == none {
		return
	}
	refs[offset] = refs[offset] || keep
	if !keep {
		put(t.data, at, none)
	}
}

// forgetInlined takes the names of others' functions from calls that were inlined into ours.
func (t *pclntab) forgetInlined(at, end int, names *names) {
	for ; at+inlinedSize <= end; at += inlinedSize {
		put(t.funcdata, at+inlinedStartLine, 0)
		names.sift(t.funcdata, at+inlinedName)
	}
}

// references are the offsets that functions have of things in one part of the memory, and whether they are still
// needed: functions share what is equal, whatever it means to them.
type references map[int]bool

// end returns where the thing at an offset ends at the latest: where the next begins.
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

// erase writes zeros over what nobody needs any more.
func (r references) erase(part []byte) {
	all := r.sorted()
	for k := range max(len(all)-1, 0) {
		if !r[all[k]] {
			clear(part[min(all[k], len(part)):min(all[k+1], len(part))])
		}
	}
}
