package main

import (
	"bytes"
	"strings"
)

// others is the name that all functions of the runtime have when theirs are forgotten. Which goroutines are its own
// the runtime sees by it (runtime.isSystemGoroutine). All other functions have none. Neither is shown in a traceback
// (runtime.showfuncinfo).
const others = "runtime."

// names decides which names of functions stay.
type names struct {
	t      *pclntab
	kept   map[int]int // how many bytes, by offset
	others int         // the offset of the name of functions of the runtime, 0 as long as there was none
}

// sift looks at the name whose offset stands at a place, takes it away unless it is kept, and reports whether the
// function is ours.
func (n *names) sift(data []byte, at int) bool {
	offset := wordOf(data, at)
	name := n.t.name(offset)
	switch {
	case ours(name):
		n.kept[offset] = len(name)
		return true
	case name == "reflect.makeFuncStub" || name == "reflect.methodValueCall": // runtime.stkframe knows them by name
		n.kept[offset] = len(name)
	case strings.HasPrefix(name, others):
		if n.others == 0 {
			n.others, n.kept[offset] = offset, len(others)
		}
		put(data, at, n.others)
	default:
		put(data, at, 0)
	}
	return false
}

// erase writes zeros over the names that are not kept, and over the files of others.
func (n *names) erase() {
	t := n.t
	eachString(t.data[t.names:t.units], func(at int, text []byte) { clear(text[n.kept[at]:]) })
	eachString(t.data[t.files:t.tables], func(_ int, text []byte) {
		if !ours(string(text)) {
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
