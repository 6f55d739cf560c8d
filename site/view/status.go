package view

import "strings"

// Message returns what the status line says, with a button that takes it away: it may lie over what the reader wants
// to see.
func Message(text string) string { return dismissible(esc(text)) }

func dismissible(html string) string {
	return `<div class="said">` + html + "</div>" + button("dismiss", "×", attr("aria-label", "Dismiss"))
}

// UndoMessage returns what the status line says about something done that can be taken back.
func UndoMessage(text string) string {
	return dismissible(esc(text) + " " + button("undo", "Undo", ""))
}

// LinkToCopy returns what the status line says when the clipboard is closed to the page.
func LinkToCopy(link string) string {
	return dismissible(`Copy this link: <a` + attr("href", link) + ">" + esc(link) + "</a>")
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
	return dismissible(b.String())
}
