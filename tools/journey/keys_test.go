package journey

import (
	"testing"

	"overlap/site/view"
	"overlap/tools/browser"
)

// blur takes the focus from whatever has it.
func (l *learner) blur() {
	l.t.Helper()
	browser.Eval[*int](l.Page, `(document.activeElement.blur(), 0)`)
}

func (l *learner) speed() string {
	l.t.Helper()
	return l.Value("#speed")
}

// testSpeed changes the speed by its list, by + and −, and by number.
func testSpeed(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	equal(t, "speed at first", l.speed(), view.SpeedText(view.AutoSpeed(view.Longest(modelOf(t, "fanout", "").results))))
	browser.Eval[*int](l.Page, `(document.querySelector("#speed").focus(), 0)`)
	l.Press("ArrowDown")
	l.addressHas("speed=0.5")
	l.blur()
	l.Press("+", "+")
	equal(t, "after + +", l.speed(), "2")
	l.Press("-")
	equal(t, "after -", l.speed(), "1")
	for i, speed := range view.Speeds() {
		l.Press(string(rune('1' + i)))
		equal(t, "by its number", l.speed(), view.SpeedText(speed))
	}
	l.Press("+")
	equal(t, "faster than the fastest", l.speed(), "4")
	l.addressHas("speed=4")
}

// testTyping presses the page's keys in fields, where they are text, and in controls that use them themselves.
func testTyping(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	m := modelOf(t, "fanout", "")
	end := view.Longest(m.results)
	before := l.speed()
	l.Type("#save-name", "1 + 2 = 3 ?")
	l.Press("Home", "ArrowLeft", "ArrowRight", "End", "Space")
	equal(t, "speed", l.speed(), before)
	equal(t, "text", l.Value("#save-name"), "1 + 2 = 3 ? ")
	equal(t, "dialog", browser.Eval[bool](l.Page, `document.querySelector("#keys").open`), false)
	l.showsPlaying(false)
	l.playheadAt(m, end)
	browser.Eval[*int](l.Page, `(document.querySelector("#p-db").focus(), 0)`)
	l.Press("ArrowRight") // the slider's, not the playhead's
	l.addressHas("db=260ms")
	l.showsPlaying(false)
	l.blur()
	l.Press("Ctrl+ArrowLeft", "Alt+1") // the browser's
	equal(t, "speed", l.speed(), before)
	l.Press("Space")
	l.showsPlaying(true)
	l.Press("Space")
	l.showsPlaying(false)
}

// testKeyList opens the list of keys, and switches them off.
func testKeyList(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	open := func(want bool) {
		t.Helper()
		equal(t, "the list is open", browser.Eval[bool](l.Page, `document.querySelector("#keys").open`), want)
	}
	l.Press("?")
	open(true)
	for _, key := range view.KeyList() {
		l.WaitText("#keys", key.Does)
	}
	l.Press("Home") // not while the list is open
	equal(t, "place", l.place(), view.Longest(modelOf(t, "fanout", "").results))
	l.Press("Escape")
	open(false)
	l.Click(`[data-action="keys"]`)
	open(true)
	l.Click("#keys-on")
	l.Click(`[data-action="close-keys"]`)
	open(false)
	l.blur()
	l.Press("?", "Space", "Home", "1")
	open(false)
	l.showsPlaying(false)
	equal(t, "place", l.place(), view.Longest(modelOf(t, "fanout", "").results))
}

// testTabs moves between tabs as the ARIA practices have it.
func testTabs(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	list := view.TabList()
	browser.Eval[*int](l.Page, `(document.querySelector("#tab-`+list[0].ID+`").focus(), 0)`)
	chosen := func(i int) {
		t.Helper()
		id := list[(i+len(list))%len(list)].ID
		equal(t, "focus", browser.Eval[string](l.Page, "document.activeElement.id"), "tab-"+id)
		equal(t, "selected", browser.Eval[string](l.Page, `[...document.querySelectorAll("[role=tab][aria-selected=true], [role=tab][tabindex='0']")].map(e => e.id).join()`), "tab-"+id)
		equal(t, "shown", browser.Eval[string](l.Page, `[...document.querySelectorAll("[role=tabpanel]")].filter(e => e.checkVisibility()).map(e => e.id).join()`), "panel-"+id)
		equal(t, "names", l.Attr("#panel-"+id, "aria-labelledby")+" "+l.Attr("#tab-"+id, "aria-controls"), "tab-"+id+" panel-"+id)
	}
	for i := range list {
		chosen(i)
		l.Press("ArrowRight")
	}
	chosen(0)
	l.Press("ArrowLeft")
	chosen(-1)
	l.Press("Home")
	chosen(0)
	l.Press("End")
	chosen(-1)
	l.addressHas("tab=" + list[len(list)-1].ID)
	l.Press("Tab")
	equal(t, "after Tab", browser.Eval[string](l.Page, "document.activeElement.id"), "panel-"+list[len(list)-1].ID)
}
