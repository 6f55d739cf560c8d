package slim

import "slices"

// Go's linker writes down for every function its name, its file, the line of every instruction, the calls that were
// inlined into it, and how a traceback prints its arguments. The page needs names, files and lines of our own code: the
// line where a task waits lights up, and a mistake of ours is found by its line. For the runtime, the standard library
// and the packages of others the same notes are 11 % of the download and serve nobody. forget takes them away, and
// tracebacks leave the frames of those functions out.
//
// What the runtime computes with stays: stack sizes, pointer maps, defers, bounds. The places where the runtime may
// interrupt a function go too: nothing interrupts one in wasm.

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

// strip removes what only tracebacks would show, and returns of how many functions.
func (t *pclntab) strip() int {
	tables, data := references{}, references{}
	var inlined []int
	names := names{t: t, kept: map[int]int{}}
	forgotten := 0
	for k := range t.count {
		fn := t.fn(k)
		own := names.shorten(t.data, fn+funcName)
		putWord(t.data, fn+funcStartLine, 0)
		if !own {
			putWord(t.data, fn+funcUnit, 0)
			forgotten++
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
	return forgotten
}

// stripTables drops those tables of a function that have a value for every program counter.
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

// stripFuncdata drops the other data of a function, and returns where the lists of calls begin that were inlined into
// one of ours.
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

// dropUnless overwrites the reference at a place with none, unless it is kept; refs learns of it either way.
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

// stripInlined takes the names of others' functions from calls that were inlined into ours.
func (t *pclntab) stripInlined(at, end int, names *names) {
	for ; at+inlinedSize <= end; at += inlinedSize {
		putWord(t.funcdata, at+inlinedStartLine, 0)
		names.shorten(t.funcdata, at+inlinedName)
	}
}

// references are the offsets at which functions have something in one part of the memory, and whether a function still
// needs it: functions share what is equal, whatever it means to them.
type references map[int]bool

// end returns where the thing at an offset ends at the latest: where the next thing begins.
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

// erase writes zeros over what no function needs any more.
func (r references) erase(part []byte) {
	all := r.sorted()
	for k := range max(len(all)-1, 0) {
		if !r[all[k]] {
			clear(part[min(all[k], len(part)):min(all[k+1], len(part))])
		}
	}
}
