//go:build js && wasm

package page

import (
	"strings"

	"overlap/store"
)

func fieldText(in field) string {
	if in == nil {
		return ""
	}
	return strings.TrimSpace(in.Value())
}

// save saves the present settings. What had that name before can be had back.
func (p *Page) save(name string) {
	data := []byte(p.state.Settings())
	if name == "" {
		p.say("Give the settings a name first.")
		part("save-name").Focus()
		return
	}
	p.onShelf(func(s *store.Store) (func(), error) {
		before, err := s.Load(p.key(name))
		if err != nil {
			before = nil
		}
		if err := s.Save(p.key(name), data); err != nil {
			return nil, err
		}
		return func() {
			if in := asField(byID("save-name")); in != nil {
				in.SetValue("")
			}
			if before == nil || string(before) == string(data) {
				p.say("Saved as “" + name + "”.")
				return
			}
			p.offer("Saved as “"+name+"”, in place of what had that name.", func() { p.putBack(name, before) })
		}, nil
	})
}

// putBack saves what was deleted or replaced.
func (p *Page) putBack(name string, data []byte) {
	p.onShelf(func(s *store.Store) (func(), error) {
		if err := s.Save(p.key(name), data); err != nil {
			return nil, err
		}
		return func() { p.say("“" + name + "” is as it was.") }, nil
	})
}

// load shows saved settings.
func (p *Page) load(name string) {
	p.onShelf(func(s *store.Store) (func(), error) {
		data, err := s.Load(p.key(name))
		if err != nil {
			return nil, err
		}
		return func() {
			p.apply(string(data))
			if p.saying == "" { // nothing in it was refused
				p.say("“" + name + "” is loaded.")
			}
		}, nil
	})
}

// delete removes saved settings, and offers to bring them back. Damaged ones are gone for good.
func (p *Page) delete(name string) {
	p.onShelf(func(s *store.Store) (func(), error) {
		data, lost := s.Load(p.key(name))
		if err := s.Delete(p.key(name)); err != nil {
			return nil, err
		}
		return func() {
			if lost != nil {
				p.say("“" + name + "” is deleted.")
				return
			}
			p.offer("“"+name+"” is deleted.", func() { p.putBack(name, data) })
		}, nil
	})
}

// rename gives saved settings another name.
func (p *Page) rename(name, to string) {
	p.onShelf(func(s *store.Store) (func(), error) {
		if err := s.Rename(p.key(name), to); err != nil {
			return nil, err
		}
		return func() {
			p.shelf.renaming = ""
			p.say("“" + name + "” is now “" + to + "”.")
		}, nil
	})
}
