//go:build js && wasm

package page

import (
	"strings"

	"overlap/site/view"
)

// chooseTab shows the panel of a tab that the reader chose.
func (p *Page) chooseTab(id string) {
	p.showTab(id)
	p.fillPanel()
	p.writeAddressSoon()
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
}

// keyInTabs moves between tabs with the arrow keys, Home and End, as the ARIA Authoring Practices recommend.
func (p *Page) keyInTabs(k key, at element) bool {
	if !matches(at, "[role=tab]") {
		return false
	}
	list := view.TabList()
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
