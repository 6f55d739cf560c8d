package view

import "strings"

// Undo returns what the status line says about something done that can be taken back.
func Undo(text string) string { return esc(text) + " " + button("undo", "Undo", "") }

// LinkToCopy returns what the status line says when the clipboard is closed to the page.
func LinkToCopy(link string) string {
	return `Copy this link: <a` + attr("href", link) + ">" + esc(link) + "</a>"
}

// Refused returns what the status line says about settings of an address that were not allowed.
func Refused(list []string) string {
	const most = 5
	if len(list) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("From the address: <ul>")
	for _, why := range list[:min(len(list), most)] {
		b.WriteString("<li>" + esc(why) + "</li>")
	}
	if left := more(len(list) - most); left != "" {
		b.WriteString("<li>" + left + "</li>")
	}
	b.WriteString("</ul>")
	return b.String()
}
