//go:build js && wasm

package page

import (
	"errors"
	"syscall/js"

	"overlap/site/view"
	"overlap/store"
)

// savedSettings is the store of the settings that the reader saved, and their list as the page shows it.
type savedSettings struct {
	opened   chan struct{} // closed when the store or err is set
	tabs     js.Value      // the channel to other tabs of the site; undefined where a browser has none
	store    *store.Store
	err      error // why the store could not be opened
	names    []string
	renaming string // the name that is being changed, "" for none
	html     string // the list that the page shows
}

// openStore fetches the code of the store, opens it and lists the saved settings. The page works without a store.
func (p *Page) openStore() {
	p.withCode("store", func() {
		p.background(func() {
			s := &p.settings
			s.store, s.err = store.Open("")
			p.queueTask(p.storeOpened)
		})
	}, func() {
		p.settings.err = errors.New("its code could not be loaded")
		p.storeOpened()
	})
}

// storeOpened lists the saved settings, or says why there is no store.
func (p *Page) storeOpened() {
	close(p.settings.opened)
	if p.settings.err == nil {
		p.listenToTabs()
		p.listSaved()
		return
	}
	for _, e := range elements(document(), `#save-name, [data-action="save"]`) {
		e.SetAttribute("disabled", "")
	}
	p.saved.SetTextContent(p.storeProblem())
}

// listenToTabs lists what is saved anew when another tab has changed it. A list in which a name is being changed stays: its
// end lists anew.
func (p *Page) listenToTabs() {
	channel := js.Global().Get("BroadcastChannel")
	if channel.IsUndefined() {
		return
	}
	p.settings.tabs = channel.New("overlap:saved")
	p.on(p.settings.tabs, "message", func(event) {
		if p.settings.renaming == "" {
			p.listSaved()
		}
	})
}

// tellTabs tells other tabs that something was saved, renamed or deleted.
func (p *Page) tellTabs() {
	if tabs := p.settings.tabs; !tabs.IsUndefined() {
		tabs.Call("postMessage", p.scenario.ID)
	}
}

// storeProblem returns the sentence that says why nothing can be saved.
func (p *Page) storeProblem() string { return "Saving is off: " + p.settings.err.Error() }

// withStore calls do in a goroutine, because the store answers with an event. Then, in a callback, it calls what do returned,
// or shows its error, and lists the saved settings anew.
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
			p.tellTabs()
			p.listSaved()
		})
	})
}

func (p *Page) key(name string) store.Key {
	return store.Key{Kind: store.Settings, Scenario: p.scenario.ID, Name: name}
}

// listSaved reads the names of the saved settings and shows them.
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

// drawSaved writes the list if it has changed. A focus inside the list stays there, or moves to the field beside an empty
// list.
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

// doSavedAction does what the buttons for saved settings are for.
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
