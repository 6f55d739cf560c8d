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

// save saves the present settings. It offers to undo the replacement of other settings of that name.
func (p *Page) save(name string) {
	data := []byte(p.state.Settings())
	if name == "" {
		p.showStatus("Give the settings a name first.")
		byIDOrDetached("save-name").Focus()
		return
	}
	p.withStore(func(s *store.Store) (func(), error) {
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
				p.showStatus("Saved as “" + name + "”.")
				return
			}
			p.offerUndo("Saved as “"+name+"”, in place of what had that name.", func() { p.restore(name, before) })
		}, nil
	})
}

// restore saves settings that were deleted or replaced.
func (p *Page) restore(name string, data []byte) {
	p.withStore(func(s *store.Store) (func(), error) {
		if err := s.Save(p.key(name), data); err != nil {
			return nil, err
		}
		return func() { p.showStatus("“" + name + "” is as it was.") }, nil
	})
}

// load applies saved settings.
func (p *Page) load(name string) {
	p.withStore(func(s *store.Store) (func(), error) {
		data, err := s.Load(p.key(name))
		if err != nil {
			return nil, err
		}
		return func() {
			p.applyQuery(string(data))
			if p.statusHTML == "" { // no setting was refused
				p.showStatus("“" + name + "” is loaded.")
			}
		}, nil
	})
}

// delete deletes saved settings, and offers to undo that unless they were damaged.
func (p *Page) delete(name string) {
	p.withStore(func(s *store.Store) (func(), error) {
		data, lost := s.Load(p.key(name))
		if err := s.Delete(p.key(name)); err != nil {
			return nil, err
		}
		return func() {
			if lost != nil {
				p.showStatus("“" + name + "” is deleted.")
				return
			}
			p.offerUndo("“"+name+"” is deleted.", func() { p.restore(name, data) })
		}, nil
	})
}

// rename gives saved settings another name.
func (p *Page) rename(name, to string) {
	p.withStore(func(s *store.Store) (func(), error) {
		if err := s.Rename(p.key(name), to); err != nil {
			return nil, err
		}
		return func() {
			p.settings.renaming = ""
			p.showStatus("“" + name + "” is now “" + to + "”.")
		}, nil
	})
}
