package slim

// In wasm the program counter of the k-th function is k, and that number stands in the table 18 times: in the index by number,
// in the function's record, and 16 times in the index by program counter. A number that grows by one is news to brotli each
// time. The program can count the numbers in by itself, in a start function, which WebAssembly runs before anything of Go's.

// The index by program counter (runtime.findfuncbucket): each bucket has a function's number in a word, and 16 bytes; a function
// has 16 buckets.
const (
	bucketSize  = 20
	bucketShift = 4
)

// dropNumbers overwrites the numbers with zeros, and returns the body of a function that writes them again: nil, and changes
// nothing, when other numbers stand there.
func (t *pclntab) dropNumbers(m memory) (start code) {
	if !t.isNumbered(m) {
		return nil
	}
	start = t.numbering()
	for k := range t.count {
		putWord(t.data, t.fn(k)+funcEntry, 0)
	}
	clear(t.data[t.funcs : t.funcs+8*t.count])
	for b := range t.buckets() {
		m.clear(t.find+int64(b)*bucketSize, 4)
	}
	return start
}

// buckets returns how many buckets there are: of the last function only its first.
func (t *pclntab) buckets() int { return (t.count-1)<<bucketShift + 1 }

// size returns the length of a function's record.
func (t *pclntab) size(fn int) int {
	at, n := t.funcdataOf(fn)
	return (at + 4*n - fn + 7) &^ 7
}

// isNumbered reports whether numbering would write exactly what stands in the table.
func (t *pclntab) isNumbered(m memory) bool {
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

// numbering returns the body of the start function: two loops over the local variables k, which counts, and fn, the address of
// the k-th record.
func (t *pclntab) numbering() code {
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
