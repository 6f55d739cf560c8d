//go:build js && wasm

package page

import (
	"runtime"
	_ "unsafe" // for go:linkname
)

// mostUncollected is how many bytes the heap may grow by while nothing is collected: a page's memory never shrinks. The stacks of tasks,
// which a collection does not free, are not counted.
const mostUncollected = 64 << 20

// garbage is left alone while a long run goes on: a collection would walk the stacks of all tasks, in one task of the browser, and find
// hardly any, since the tasks all still run.
type garbage struct {
	percent int32  // GOGC while nothing is collected, 0 otherwise
	most    uint64 // the heap's size from which on it is collected again
}

// leave has nothing collected until collect, or until limit finds that the heap has grown too much.
func (g *garbage) leave() {
	g.collect()
	g.most = heapSize() + mostUncollected
	g.percent = setGCPercent(-1)
}

// limit has garbage collected again once the heap has grown by mostUncollected.
func (g *garbage) limit() {
	if g.percent > 0 && heapSize() > g.most {
		g.collect()
	}
}

// collect has garbage collected again, as before leave.
func (g *garbage) collect() {
	if g.percent > 0 {
		setGCPercent(g.percent)
		g.percent = 0
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
