package slim

// Go's linker records for every function its name, its file, the line of every instruction, the calls that were inlined
// into it, and how a traceback prints its arguments. The page needs the names, files and lines of scenarios: it lights up
// the line at which a task waits. For all others, the runtime and the standard library first, these records are 15 % of the download,
// and only tracebacks read them. strip removes them; tracebacks then leave out the frames of those functions.
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

// strip removes the records that only tracebacks need, and moves those of chunks' functions to the chunks. It returns the number
// of functions it stripped.
func (t *pclntab) strip() int {
	tables, data := references{}, references{}
	var inlined []int
	names := names{t: t, kept: map[int]int{}, needed: references{}}
	stripped := 0
	for k, piece := range t.piece {
		fn := t.fn(k)
		own := names.shorten(t.data, fn+funcName, piece)
		putWord(t.data, fn+funcStartLine, 0)
		if !own {
			putWord(t.data, fn+funcUnit, 0)
			stripped++
		}
		t.stripTables(fn, own, user{piece, tables})
		inlined = append(inlined, t.stripFuncdata(fn, own, user{piece, data})...)
	}
	for _, at := range inlined {
		t.stripInlined(at, data, &names)
	}
	names.erase()
	t.part(t.tables, t.funcs).release(tables, t.moved)
	t.funcdata.release(data, t.moved)
	t.moveRecords()
	return stripped
}

// stripTables drops tables of a function that map program counters to values (pcdata).
func (t *pclntab) stripTables(fn int, own bool, u user) {
	u.refers(t.word(fn + funcSP))
	t.dropUnless(own, u, fn+funcFile, noTable)
	t.dropUnless(own, u, fn+funcLine, noTable)
	at, n := t.pcdata(fn)
	for kind := range n {
		keep := kind != tableSafePoint && kind != tableLiveArgs && (own || kind != tableInlined)
		t.dropUnless(keep, u, at+4*kind, noTable)
	}
}

// stripFuncdata drops other data of a function, and returns the offsets of the lists of inlined calls that stay.
func (t *pclntab) stripFuncdata(fn int, own bool, u user) (inlined []int) {
	if t.funcdata.data == nil {
		return nil
	}
	at, n := t.funcdataOf(fn)
	for kind := range n {
		keep := kind < dataArgs && (own || kind != dataInlined)
		t.dropUnless(keep, u, at+4*kind, noData)
		if offset := t.word(at + 4*kind); kind == dataInlined && offset != noData {
			inlined = append(inlined, offset)
		}
	}
	return inlined
}

// dropUnless overwrites the reference at an offset with none unless keep is true, and notes who needs its target.
func (t *pclntab) dropUnless(keep bool, u user, at, none int) {
	offset := t.word(at)
	switch {
	case offset == none:
	case keep:
		u.refers(offset)
	default:
		u.knows(offset)
		putWord(t.data, at, none)
	}
}

// stripInlined removes the names of other modules' functions from a list of calls inlined into ours.
func (t *pclntab) stripInlined(at int, lists references, names *names) {
	for end := lists.end(at); at+inlinedSize <= end; at += inlinedSize {
		putWord(t.funcdata.data, at+inlinedStartLine, 0)
		names.shorten(t.funcdata.data, at+inlinedName, lists[at])
	}
}

// moveRecords moves the records of chunks' functions to the chunks, but for what the start function counts or reads.
func (t *pclntab) moveRecords() {
	for k, piece := range t.piece {
		if piece == 0 {
			continue
		}
		fn := t.fn(k)
		record := segment{t.address + int64(fn), t.data[fn : fn+t.size(fn)]}
		t.moved[piece] = append(t.moved[piece], record.copy())
		clear(record.data[funcEntry+4 : funcPCData])
		clear(record.data[funcPCData+4 : funcFuncData])
		clear(record.data[funcFuncData+1:])
	}
}
