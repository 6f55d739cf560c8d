package view

import (
	"errors"
	"strconv"
	"strings"

	"overlap/quantity"
	"overlap/scenarios"
)

// Refusal returns the message beside a control whose text was refused: what is wrong, and what is allowed.
func Refusal(err error) string {
	e, ok := errors.AsType[*scenarios.Error](err)
	if !ok {
		return strings.TrimPrefix(err.Error(), scenarios.FaultName+": ")
	}
	if e.Cell != nil {
		why := e.Cell.Error()
		return strings.ToUpper(why[:1]) + why[1:] + "."
	}
	if e.Value == "" {
		return "Empty; allowed is " + e.Allowed + "."
	}
	value := e.Value
	if len(value) > 40 {
		value = strings.ToValidUTF8(value[:40], "") + "…"
	}
	return strconv.Quote(value) + " is not allowed; allowed is " + e.Allowed + "."
}

// Message returns the inside of the status line: a text, and a button that dismisses it, because it may cover what the
// reader wants to see.
func Message(text string) string { return Dismissible(esc(text)) }

// Dismissible returns HTML as a message that the reader can dismiss.
func Dismissible(html string) string {
	return `<div class="said">` + html + "</div>" + button("dismiss", "×", attr("aria-label", "Dismiss"))
}

// UndoMessage is Message with a button that undoes what the text reports.
func UndoMessage(text string) string {
	return Dismissible(esc(text) + " " + button("undo", "Undo", ""))
}

// safeLink is how many characters of a link every program keeps.
const safeLink = 2000

// LinkCopied returns the inside of the status line when the link of a state is on the clipboard, with the way to where teachers go
// on from it. Of a link that programs may cut it says so.
func LinkCopied(st State, link string) string {
	text := "Link copied. "
	if len(link) > safeLink {
		text += "It has " + quantity.Count(len(link)) + " characters, and some programs cut links after " + quantity.Count(safeLink) +
			": save the settings under a name, or export the table. "
	}
	return Dismissible(text + toTeach(st, link))
}

// LinkToCopy is LinkCopied for a page that may not write to the clipboard.
func LinkToCopy(st State, link string) string {
	return Dismissible(`Copy this link: <a` + attr("href", link) + ">" + esc(link) + "</a> " + toTeach(st, link))
}

// toTeach returns a link to the page for teachers, of the site that a scenario's link leads to, with what a state runs.
func toTeach(st State, link string) string {
	site, _, _ := strings.Cut(link, "/s/"+st.Instance.Scenario.ID+"/")
	q := addSetting("", "scenario", st.Instance.Scenario.ID)
	if own := st.Settings(); own != "" {
		q += "&" + own
	}
	return `<a` + attr("href", site+"/teach/?"+q) + `>Put it into a course</a>`
}

// Refused returns the inside of the status line about settings of an address that were not allowed, "" for an empty list.
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
	return Dismissible(b.String())
}

// Busy returns what stands over the picture during a long run: its progress, and a button that gives it up.
func Busy(progress string) string {
	return "<span>" + esc(progress) + "</span>" + button("stop-run", "Cancel", "")
}

// Progress says how far a run is. done is the number of its variants that have ended.
func Progress(st State, done int) string {
	return "Running … " + strconv.Itoa(done) + " of " + plural(len(shown(st.Instance, st.Variants)), "variant")
}
