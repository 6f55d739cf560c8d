//go:build js && wasm

package page

import (
	"overlap/site/view"
	"overlap/store"
)

// savedSettings is the settings that the reader saved.
type savedSettings struct {
	opened   chan struct{} // closed when store or err is set
	store    *store.Store
	err      error // why nothing can be saved
	names    []string
	renaming string // the name whose field for another one is open
	html     string // the list as HTML
}

// openStore opens the store and shows what is in it. The page works without one.
func (p *Page) openStore() {
	p.background(func() {
		s := &p.settings
		s.store, s.err = store.Open("")
		close(s.opened)
		p.queueTask(func() {
			if s.err == nil {
				p.listSaved()
				return
			}
			for _, e := range elements(document(), `#save-name, [data-action="save"]`) {
				e.SetAttribute("disabled", "")
			}
			p.saved.SetTextContent(p.storeProblem())
		})
	})
}

// storeProblem says why nothing can be saved.
func (p *Page) storeProblem() string { return "Saving is off: " + p.settings.err.Error() }

// withStore does something with the store in a goroutine of its own, because storage answers with an event, then
// shows what the shelf holds. What do returns is called after that, or what went wrong is said.
func (p *Page) withStore(do func(*store.Store) (then func(), err error)) {
	p.background(func() {
		s := &p.settings
		if <-s.opened; s.err != nil {
			p.queueTask(func() { p.showStatus(p.storeProblem()) })
			return
		}
		then, err := do(s.store)
		p.queueTask(func() {
			if err != nil {
				p.showStatus(err.Error())
			} else if then != nil {
				then()
			}
			p.listSaved()
		})
	})
}

func (p *Page) key(name string) store.Key {
	return store.Key{Kind: store.Settings, Scenario: p.scenario.ID, Name: name}
}

// listSaved shows the names of what is saved.
func (p *Page) listSaved() {
	s := p.settings.store
	p.background(func() {
		names, err := s.List(store.Settings, p.scenario.ID)
		p.queueTask(func() {
			if err != nil {
				p.showStatus(err.Error())
				return
			}
			p.settings.names = names
			p.drawSaved()
		})
	})
}

// drawSaved writes the list if it has changed. Who had the focus in it keeps it there, or comes to the field beside.
func (p *Page) drawSaved() {
	html := view.Saved(p.settings.names, p.settings.renaming)
	if html == p.settings.html {
		return
	}
	p.settings.html = html
	inside := closest(asElement(document().Get("activeElement")), "#saved") != nil
	p.saved.SetInnerHTML(html)
	switch list := elements(p.saved.Value, "button"); {
	case p.settings.renaming != "":
		byIDOrDetached("new-name").Focus()
	case inside && len(list) > 0:
		list[0].Focus()
	case inside:
		byIDOrDetached("save-name").Focus()
	}
}

// doSavedAction does what the buttons of the shelf are for.
func (p *Page) doSavedAction(action string, b element) {
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
		p.settings.renaming = ""
		if action == "rename" {
			p.settings.renaming = name
		}
		p.drawSaved()
	case "renamed":
		p.rename(name, fieldText(asField(byID("new-name"))))
	}
}
