//go:build js && wasm

package page

import (
	"overlap/site/view"
	"overlap/store"
)

// shelf is the settings that the reader saved.
type shelf struct {
	opened   chan struct{} // closed when store or err is set
	store    *store.Store
	err      error // why nothing can be saved
	names    []string
	renaming string // the name whose field for another one is open
	drawn    string // the list as HTML
}

// openShelf opens the store and shows what is in it. The page works without one.
func (p *Page) openShelf() {
	p.background(func() {
		s := &p.shelf
		s.store, s.err = store.Open("")
		close(s.opened)
		p.soon(func() {
			if s.err == nil {
				p.listShelf()
				return
			}
			for _, e := range elements(document(), `#save-name, [data-action="save"]`) {
				e.SetAttribute("disabled", "")
			}
			p.saved.SetTextContent(p.noShelf())
		})
	})
}

// noShelf says why nothing can be saved.
func (p *Page) noShelf() string { return "Saving is off: " + p.shelf.err.Error() }

// onShelf does something with the store in a goroutine of its own, because storage answers with an event, then
// shows what the shelf holds. What do returns is called after that, or what went wrong is said.
func (p *Page) onShelf(do func(*store.Store) (then func(), err error)) {
	p.background(func() {
		s := &p.shelf
		if <-s.opened; s.err != nil {
			p.soon(func() { p.say(p.noShelf()) })
			return
		}
		then, err := do(s.store)
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
		names, err := s.List(store.Settings, p.scenario.ID)
		p.soon(func() {
			if err != nil {
				p.say(err.Error())
				return
			}
			p.shelf.names = names
			p.drawShelf()
		})
	})
}

// drawShelf writes the list if it has changed. Who had the focus in it keeps it there, or comes to the field beside.
func (p *Page) drawShelf() {
	html := view.Saved(p.shelf.names, p.shelf.renaming)
	if html == p.shelf.drawn {
		return
	}
	p.shelf.drawn = html
	inside := closest(wrap(document().Get("activeElement")), "#saved") != nil
	p.saved.SetInnerHTML(html)
	switch list := elements(p.saved.Value, "button"); {
	case p.shelf.renaming != "":
		part("new-name").Focus()
	case inside && len(list) > 0:
		list[0].Focus()
	case inside:
		part("save-name").Focus()
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
