package view

import "strings"

// Saved returns the list of settings that the reader saved. The one of the name renaming, if any, has a field
// for its new name.
func Saved(names []string, renaming string) string {
	if len(names) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(`<ul class="saved-list" aria-label="Saved settings">`)
	for _, name := range names {
		b.WriteString("<li" + attr("data-name", name) + ">")
		if name == renaming {
			b.WriteString(`<label class="visually-hidden" for="new-name">` + esc("New name of "+name) + `</label><input id="new-name" type="text" maxlength="80" autocomplete="off"` +
				attr("value", name) + ">" + button("renamed", "Rename", "") + button("keep-name", "Cancel", ""))
		} else {
			b.WriteString(button("load", name, ` class="load"`+attr("aria-label", "Load "+name)) +
				button("rename", "Rename", attr("aria-label", "Rename "+name)) + button("delete", "Delete", attr("aria-label", "Delete "+name)))
		}
		b.WriteString("</li>")
	}
	b.WriteString("</ul>")
	return b.String()
}
