//go:build js && wasm

package page

import (
	"runtime"
	_ "unsafe" // for go:linkname
)

// garbage is left alone from a reader's change until its picture is shown: a collection would walk the stacks of all tasks, which takes
// longer than making them, and find hardly any, since the tasks all still run.
type garbage struct {
	percent int32  // GOGC while nothing is collected, 0 otherwise
	began   uint64 // the heap's size then
	most    uint64 // how many bytes it may grow by
	left    uint64 // the heap's size after the last collection that the page asked for
}

// How many bytes the heap may grow by while nothing is collected: a page's memory never shrinks. The stacks of tasks, which a collection
// does not free, are not counted.
const (
	mostUncollected     = 16 << 20
	mostUncollectedLong = 64 << 20 // of a run in slices
)

// worthwhile is how many bytes the heap grows by before garbage is collected between two runs, some changes' worth.
const worthwhile = 8 << 20

// leave has nothing collected until goOn, or until limit finds that the heap has grown by more than so many bytes.
func (g *garbage) leave(most uint64) {
	if g.percent == 0 {
		g.percent, g.began = setGCPercent(-1), heapSize()
	}
	g.most = most
}

// limit has garbage collected again once the heap has grown too much.
func (g *garbage) limit() {
	if g.percent > 0 && heapSize() > g.began+g.most {
		g.goOn()
	}
}

// goOn has garbage collected as before leave.
func (g *garbage) goOn() {
	if g.percent > 0 {
		setGCPercent(g.percent)
		g.percent = 0
	}
}

// collect collects garbage now.
func (g *garbage) collect() {
	runtime.GC()
	g.left = heapSize()
}

// clearGarbage collects garbage, if there is much, when a picture is shown, unless the reader has changed something meanwhile.
func (p *Page) clearGarbage() {
	if p.answers() {
		return
	}
	p.garbage.goOn()
	if heapSize() > p.garbage.left+worthwhile {
		p.garbage.collect()
	}
}

func heapSize() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// setGCPercent is debug.SetGCPercent. Package debug itself would link fmt and os.
//
//go:linkname setGCPercent runtime/debug.setGCPercent
func setGCPercent(percent int32) (before int32)
