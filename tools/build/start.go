package main

import "encoding/binary"

// Much of what is left of the table only counts: in wasm the k-th function's program counter is k, and that stands in
// the index by number, in the function's record and 16 times in the index by program counter. A number that grows by
// one is news to brotli each time. shorten leaves these numbers out, 31 kB of the download, and has the program write
// them: by a start function, which WebAssembly runs before anything of Go's.

// The index by program counter (runtime.findfuncbucket): a bucket has a word, the function, and 16 bytes; a function
// has 16 buckets.
const (
	bucketSize  = 20
	bucketShift = 4
)

// shorten takes from a program's memory what it does not need or can compute, and returns the code that does.
func shorten(m memory) (start []byte) {
	t := findTable(m)
	if t == nil {
		return nil
	}
	t.forget()
	if !t.counts(m) {
		return nil
	}
	start = t.counting()
	for k := range t.count {
		put(t.data, t.fn(k)+funcEntry, 0)
	}
	clear(t.data[t.funcs : t.funcs+8*t.count])
	for b := range t.buckets() {
		m.clear(t.find+int64(b)*bucketSize, 4)
	}
	return start
}

// buckets returns how many there are: of the last function only its first.
func (t *pclntab) buckets() int { return (t.count-1)<<bucketShift + 1 }

// size returns how long a function's record is.
func (t *pclntab) size(fn int) int {
	at, n := t.funcdataOf(fn)
	return (at + 4*n - fn + 7) &^ 7
}

// counts reports whether the start function would write exactly what stands there.
func (t *pclntab) counts(m memory) bool {
	first, fn := t.word(t.funcs), t.fn(0)
	for k := range t.count {
		if t.word(t.funcs+8*k) != first+k || t.fn(k) != fn || t.word(fn+funcEntry) != first+k {
			return false
		}
		fn += t.size(fn)
	}
	for b := range t.buckets() {
		if m.word(t.find+int64(b)*bucketSize) != b>>bucketShift {
			return false
		}
	}
	return t.find > 0
}

// counting returns the start function: the local variables k and fn and two loops.
func (t *pclntab) counting() []byte {
	const k, fn = 0, 1
	index := int(t.address) + t.funcs
	c := code{1, 2, typeI32}
	c = c.number(int(t.address) + t.fn(0)).set(fn)
	c = c.loop()
	c = c.get(k).number(8).op(i32Mul).get(k).number(t.word(t.funcs)).op(i32Add).memory(i32Store, index)
	c = c.get(k).number(8).op(i32Mul).get(fn).number(index).op(i32Sub).memory(i32Store, index+4)
	c = c.get(fn).get(k).number(t.word(t.funcs)).op(i32Add).memory(i32Store, funcEntry)
	c = c.get(fn).memory(i32Load, funcPCData).get(fn).memory(i32Load8, funcFuncData).op(i32Add)
	c = c.number(4).op(i32Mul).number(funcTables + 7).op(i32Add).number(-8).op(i32And).get(fn).op(i32Add).set(fn)
	c = c.again(k, t.count)
	c = c.number(0).set(k)
	c = c.loop()
	c = c.get(k).number(bucketSize).op(i32Mul).get(k).number(bucketShift).op(i32Shift).memory(i32Store, int(t.find))
	return c.again(k, t.buckets()).op(endOpcode)
}

// Instructions of WebAssembly, §5.4 of its specification.
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

// code is a function's instructions, written one after another.
type code []byte

func (c code) op(opcode byte) code { return append(c, opcode) }
func (c code) get(local byte) code { return append(c, localGet, local) }
func (c code) set(local byte) code { return append(c, localSet, local) }
func (c code) number(v int) code   { return appendSigned(c.op(i32Const), int64(v)) }
func (c code) loop() code          { return append(c, loopOpcode, emptyBlock) }

// memory loads or stores at the address on the stack plus offset.
func (c code) memory(opcode byte, offset int) code {
	return binary.AppendUvarint(append(c, opcode, 0), uint64(offset))
}

// again adds 1 to a local variable, and ends a loop that goes on while it is less than limit.
func (c code) again(local byte, limit int) code {
	c = c.get(local).number(1).op(i32Add)
	return append(append(c, localTee, local).number(limit).op(i32Less), branchIf, 0, endOpcode)
}
