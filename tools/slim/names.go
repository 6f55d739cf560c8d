package slim

import (
	"bytes"
	"strings"
)

// runtimePrefix is the name that all functions of the runtime get: by this prefix the runtime knows which goroutines are its
// own (runtime.isSystemGoroutine). The functions of all other packages get an empty name. Tracebacks show neither
// (runtime.showfuncinfo).
const runtimePrefix = "runtime."

// names decides which names of functions stay.
type names struct {
	t           *pclntab
	kept        map[int]int // bytes of a name that stay, by the name's offset
	runtimeName int         // the offset of the name that the runtime's functions share, 0 before the first of them
}

// shorten replaces the name whose offset stands at a place by the name that the function keeps, and reports whether
// the function is ours, which keeps its name whole.
func (n *names) shorten(data []byte, at int) bool {
	offset := wordOf(data, at)
	name := n.t.name(offset)
	switch {
	case n.t.ours(name):
		n.kept[offset] = len(name)
		return true
	case name == "reflect.makeFuncStub" || name == "reflect.methodValueCall": // runtime.stkframe knows them by name
		n.kept[offset] = len(name)
	case strings.HasPrefix(name, runtimePrefix):
		if n.runtimeName == 0 {
			n.runtimeName, n.kept[offset] = offset, len(runtimePrefix)
		}
		putWord(data, at, n.runtimeName)
	default:
		putWord(data, at, 0)
	}
	return false
}

// erase writes zeros over names that no function has any more, and over the files of others.
func (n *names) erase() {
	t := n.t
	eachString(t.data[t.names:t.units], func(at int, text []byte) { clear(text[n.kept[at]:]) })
	eachString(t.data[t.files:t.tables], func(_ int, text []byte) {
		if !t.ours(string(text)) {
			clear(text)
		}
	})
}

// eachString calls do for every string of a part that is nothing but strings, each with a zero after it.
func eachString(part []byte, do func(at int, text []byte)) {
	for at := 0; ; {
		n := bytes.IndexByte(part[at:], 0)
		if n < 0 {
			return
		}
		do(at, part[at:at+n])
		at += n + 1
	}
}
