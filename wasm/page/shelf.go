//go:build js && wasm

package page

import (
	"overlap/store"
	"overlap/wasm/view"
)

// shelf is the settings that the reader saved.
type shelf struct {
	store    *store.Store
	names    []string
	renaming string
}

// openShelf opens the store and shows what is in it. The page works without one.
func (p *Page) openShelf() {
	p.background(func() {
		s, err := store.Open("")
		p.soon(func() {
			if err != nil {
				p.noShelf(err)
				return
			}
			p.shelf.store = s
			p.listShelf()
		})
	})
}

// noShelf says why nothing can be saved.
func (p *Page) noShelf(err error) {
	for _, e := range elements(document(), `#save-name, [data-action="save"]`) {
		e.SetAttribute("disabled", "")
	}
	p.saved.SetTextContent("Saving is off: " + err.Error())
}

// onShelf does something with the store in a goroutine of its own, because storage answers with an event, then
// shows what the shelf holds. What do returns is said, or called after that.
func (p *Page) onShelf(do func(*store.Store) (then func(), err error)) {
	s := p.shelf.store
	if s == nil {
		p.say("Settings cannot be saved here.")
		return
	}
	p.background(func() {
		then, err := do(s)
		p.soon(func() {
			if err != nil {
				p.say(err.Error())
			} else if then != nil {
				then()
			}
			p.listShelf()
		})
	})
}

func (p *Page) key(name string) store.Key {
	return store.Key{Kind: store.Settings, Scenario: p.scenario.ID, Name: name}
}

// listShelf shows the names of what is saved.
func (p *Page) listShelf() {
	s := p.shelf.store
	p.background(func() {
		entries, err := s.List(store.Settings, p.scenario.ID)
		p.soon(func() {
			if err != nil {
				p.say(err.Error())
				return
			}
			p.shelf.names = nil
			for _, e := range entries {
				p.shelf.names = append(p.shelf.names, e.Key.Name)
			}
			p.drawShelf()
		})
	})
}

func (p *Page) drawShelf() {
	p.saved.SetInnerHTML(view.Saved(p.shelf.names, p.shelf.renaming))
	if p.shelf.renaming != "" {
		part("new-name").Focus()
	}
}

// actOnShelf does what the buttons of the shelf are for.
func (p *Page) actOnShelf(action string, b element) {
	name := ""
	if item := closest(b, "[data-name]"); item != nil {
		name = item.GetAttribute("data-name")
	}
	switch action {
	case "save":
		p.save(fieldText(asField(byID("save-name"))))
	case "load":
		p.load(name)
	case "delete":
		p.delete(name)
	case "rename", "keep-name":
		p.shelf.renaming = ""
		if action == "rename" {
			p.shelf.renaming = name
		}
		p.drawShelf()
	case "renamed":
		p.rename(name, fieldText(asField(byID("new-name"))))
	}
}
