//go:build js && wasm

package page

import (
	"strings"

	"overlap/site/view"
)

// goKey is where the browser keeps that the reader reads Go rather than Python, on all pages.
const goKey = "overlap-go"

// chooseTab shows the panel of a tab that the reader chose.
func (p *Page) chooseTab(id string) {
	if view.IsCode(id) {
		p.state.Language = id
		setLocal(goKey, id == "go")
	}
	p.showTab(id)
	p.fillPanel()
	revealPanel()
	p.writeAddressSoon()
	if id == view.SweepTab {
		p.beginAsked()
	}
}

// showCodeTab shows the code, in the language that the reader reads.
func (p *Page) showCodeTab() { p.chooseTab(p.state.Language) }

// chooseVariant shows the code of a variant that the reader chose.
func (p *Page) chooseVariant(name string) {
	p.state.Variant = name
	p.fillPanel()
	p.writeAddressSoon()
}

// revealPanel scrolls what stands below the picture until the panels begin right below the tabs, if the tabs stand at the
// lower edge: where the stage fills the window, tabs stay in sight and panels do not. In one column nothing scrolls.
func revealPanel() {
	bench, tabs := byIDOrDetached("bench"), byIDOrDetached("tabs").GetBoundingClientRect()
	around := bench.GetBoundingClientRect()
	if around.Height() == 0 || tabs.Bottom() < around.Bottom()-1 {
		return
	}
	hidden := byIDOrDetached("panels").GetBoundingClientRect().Top() - around.Top() - tabs.Height()
	bench.Set("scrollTop", bench.Get("scrollTop").Float()+hidden)
}

// showTab shows the panel of a tab and hides the others.
func (p *Page) showTab(id string) {
	p.state.Tab = id
	for _, t := range view.TabList() {
		tab, panel := byIDOrDetached("tab-"+t.ID), byIDOrDetached("panel-"+t.ID)
		chosen := t.ID == id
		setVisible(panel, chosen)
		if chosen {
			tab.SetAttribute("aria-selected", "true")
			tab.SetAttribute("tabindex", "0")
		} else {
			tab.SetAttribute("aria-selected", "false")
			tab.SetAttribute("tabindex", "-1")
		}
	}
	p.markSteps()
}

// keyInTabs moves between tabs with the arrow keys, Home and End, as the ARIA Authoring Practices recommend.
func (p *Page) keyInTabs(k key, at element) bool {
	if !matches(at, "[role=tab]") {
		return false
	}
	list := view.TabList()
	if p.state.Instance.Recorded() {
		list = view.RecordedTabs()
	}
	i := 0
	for n, t := range list {
		if t.ID == strings.TrimPrefix(at.ID(), "tab-") {
			i = n
		}
	}
	switch k.Key() {
	case "ArrowLeft":
		i = (i + len(list) - 1) % len(list)
	case "ArrowRight":
		i = (i + 1) % len(list)
	case "Home":
		i = 0
	case "End":
		i = len(list) - 1
	default:
		return false
	}
	k.PreventDefault()
	p.chooseTab(list[i].ID)
	byIDOrDetached("tab-" + list[i].ID).Focus()
	return true
}
