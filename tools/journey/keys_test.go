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

func (l *learner) lasts() string {
	l.t.Helper()
	return l.Value("#lasts")
}

// testLasts changes how long playing lasts by its list and by < and >.
func testLasts(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/?speed=0.5") // an old link
	equal(t, "at first", l.lasts(), "8s")
	equal(t, "status", l.Text("#status"), "")
	browser.Eval[*int](l.Page, `(document.querySelector("#lasts").focus(), 0)`)
	l.Press("ArrowDown")
	l.addressHas("lasts=16s")
	l.blur()
	l.Press("<", "<")
	equal(t, "after < <", l.lasts(), "60s")
	l.Press("<", ">")
	equal(t, "after the slowest and >", l.lasts(), "30s")
	l.addressHas("lasts=30s")
}

// testTyping presses the page's keys in fields, where they are text, and in controls that use them themselves.
func testTyping(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	m := modelOf(t, "fanout", "")
	end := view.Longest(m.results)
	before := l.lasts()
	l.Type("#save-name", "1 < 2 > 0 ?")
	l.Press("Home", "ArrowLeft", "ArrowRight", "End", "Space")
	equal(t, "playing lasts", l.lasts(), before)
	equal(t, "text", l.Value("#save-name"), "1 < 2 > 0 ? ")
	equal(t, "dialog", browser.Eval[bool](l.Page, `document.querySelector("#keys").open`), false)
	l.showsPlaying(false)
	l.playheadAt(m, end)
	browser.Eval[*int](l.Page, `(document.querySelector("#p-db").focus(), 0)`)
	l.Press("ArrowRight") // the slider's, not the playhead's
	l.addressHas("db=260ms")
	l.showsPlaying(false)
	l.blur()
	l.Press("Ctrl+ArrowLeft", "Alt+ArrowRight") // the browser's
	equal(t, "playing lasts", l.lasts(), before)
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
	l.Press("?", "Space", "Home", "<")
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
