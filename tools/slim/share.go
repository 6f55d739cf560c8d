package slim

import "encoding/binary"

// A chunk works on the main program's memory, on its table of functions and on its global variables, which are Go's registers. The
// main program exports them all; a chunk imports them from a module of this name.
const (
	mainName   = "main"
	memoryName = "mem" // as Go's linker names it
	tableName  = "table"
)

// Kinds of imports and exports, and their types (WebAssembly specification, §5.5.5 and §5.3).
const (
	ofFunction = 0
	ofTable    = 1
	ofMemory   = 2
	ofGlobal   = 3

	anyFunction = 0x70
	anySize     = 0 // followed by the least size, 0
	mutable     = 1
)

// readGlobals reads the types of the global variables. It reports whether all are mutable and begin with a constant.
func (p *pieces) readGlobals(body []byte) bool {
	r := &reader{rest: body}
	for n := r.unsigned(); n > 0; n-- {
		p.globals = append(p.globals, r.byte())
		if r.byte() != mutable {
			return false
		}
		r.skipInstruction()
		if r.byte() != endOpcode {
			return false
		}
	}
	return !r.failed
}

// chunk returns the sections of a chunk: of its types, which are those of the whole program, and of what it imports.
func (p *pieces) chunk(all []section) []section {
	var imports list
	add := func(name string, of ...byte) { imports.add(text(mainName), text(name), of) }
	add(memoryName, ofMemory, anySize, 0)
	add(tableName, ofTable, anyFunction, anySize, 0)
	for i, kind := range p.globals {
		add(globalName(i), ofGlobal, kind, mutable)
	}
	return []section{{typeSection, bodyOf(all, typeSection)}, {importSection, imports.format()}, {id: functionSection}, {id: elementSection}, {id: codeSection}}
}

// share gives the exported functions their new numbers, and exports what chunks import.
func (p *pieces) share(main []section) error {
	var exports list
	r := &reader{rest: bodyOf(main, exportSection)}
	for n := r.unsigned(); n > 0 && !r.failed; n-- {
		name, kind, number := r.bytes(r.unsigned()), r.byte(), r.unsigned()
		if kind == ofFunction {
			k := p.own(number)
			if k < 0 || p.piece[k] != 0 {
				return errNotWasm
			}
			number = p.place[k]
		}
		exports.add(text(string(name)), binary.AppendUvarint([]byte{kind}, number))
	}
	exports.add(text(tableName), []byte{ofTable, 0})
	for i := range p.globals {
		exports.add(text(globalName(i)), []byte{ofGlobal, byte(i)})
	}
	for i := range main {
		if main[i].id == exportSection {
			main[i].body = exports.format()
		}
	}
	return nil
}

func globalName(i int) string { return string(rune('a' + i)) }

// text returns a string as it stands in a binary.
func text(s string) []byte { return append(binary.AppendUvarint(nil, uint64(len(s))), s...) }
