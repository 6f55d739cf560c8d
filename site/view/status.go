package view

import "strings"

// Said returns what the status line says, with a button that takes it away: it may lie over what the reader wants
// to see.
func Said(text string) string { return said(esc(text)) }

func said(html string) string {
	return `<div class="said">` + html + "</div>" + button("dismiss", "×", attr("aria-label", "Dismiss"))
}

// Undo returns what the status line says about something done that can be taken back.
func Undo(text string) string { return said(esc(text) + " " + button("undo", "Undo", "")) }

// LinkToCopy returns what the status line says when the clipboard is closed to the page.
func LinkToCopy(link string) string {
	return said(`Copy this link: <a` + attr("href", link) + ">" + esc(link) + "</a>")
}

// Refused returns what the status line says about settings of an address that were not allowed.
func Refused(list []string) string {
	const most = 5
	if len(list) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("From the address:<ul>")
	for _, why := range list[:min(len(list), most)] {
		b.WriteString("<li>" + esc(why) + "</li>")
	}
	if left := more(len(list) - most); left != "" {
		b.WriteString("<li>" + left + "</li>")
	}
	b.WriteString("</ul>")
	return said(b.String())
}
