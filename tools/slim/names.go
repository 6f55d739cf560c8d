package slim

import (
	"bytes"
	"strings"
)

// runtimePrefix is the name that all functions of the runtime get. By this prefix the runtime recognises its own goroutines
// (runtime.isSystemGoroutine). Functions of other modules get an empty name. Tracebacks show neither
// (runtime.showfuncinfo).
const runtimePrefix = "runtime."

// names shortens the names of functions, and records what stays of them.
type names struct {
	t           *pclntab
	kept        map[int]int // bytes of a name that stay, by the name's offset
	needed      references  // the names of which functions stay
	runtimeName int         // offset of the name that the runtime's functions share, 0 before the first of them
}

// shorten replaces the name whose offset is at data[at:] by the name that the function keeps. It reports whether the
// function is the module's; such a function keeps its whole name, in its piece.
func (n *names) shorten(data []byte, at, piece int) bool {
	offset := wordOf(data, at)
	name := n.t.name(offset)
	switch {
	case n.t.ours(name):
		n.kept[offset] = len(name)
		user{piece, n.needed}.refers(offset)
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

// erase writes zeros over names that no function of the main program has any more, and over the names of other modules' files.
func (n *names) erase() {
	t := n.t
	part := t.part(t.names, t.units)
	eachString(part.data, func(at int, text []byte) {
		if piece := n.needed[at]; piece > 0 {
			t.moved[piece] = append(t.moved[piece], segment{part.address + int64(at), text}.copy())
			n.kept[at] = 0
		}
		clear(text[n.kept[at]:])
	})
	eachString(t.data[t.files:t.tables], func(_ int, text []byte) {
		if !t.ours(string(text)) {
			clear(text)
		}
	})
}

// eachString calls do for every string of a part that consists of zero-terminated strings.
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
