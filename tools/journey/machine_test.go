package journey

import (
	"testing"
)

// testMachine chooses what runs are charged for, by the keyboard: the picture, the address and what is saved follow.
func testMachine(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/?clients=50")
	l.nudge("costs", 1)
	charged := modelOf(t, "fanout", "clients=50&costs=cpython-3.11-asyncio")
	l.showsModel(charged)
	l.save("on CPython")
	l.open("/s/fanout/?clients=50&costs=go&tab=loop")
	l.showsModel(modelOf(t, "fanout", "clients=50&costs=go&tab=loop"))
	l.Click(`[data-action="reset"]`)
	l.showsModel(modelOf(t, "fanout", "tab=loop"))
	l.Click(saved("on CPython", "load"))
	l.showsModel(modelOf(t, "fanout", "clients=50&costs=cpython-3.11-asyncio&tab=loop"))
}
