package view

import (
	"strconv"
	"strings"

	"overlap/quantity"
)

// esc makes any text safe between tags and inside a quoted attribute. html/template would do so too, for a fifth of the
// program's size.
func esc(s string) string {
	for _, c := range [...][2]string{{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {`"`, "&#34;"}, {"'", "&#39;"}, {"\x00", "\uFFFD"}} {
		s = strings.ReplaceAll(s, c[0], c[1])
	}
	return s
}

// attr returns ` name="value"`, escaped.
func attr(name, value string) string { return " " + name + `="` + esc(value) + `"` }

// boolAttr returns ` name` when set is true, else "".
func boolAttr(name string, set bool) string {
	if set {
		return " " + name
	}
	return ""
}

// button returns a button that the page's program finds by its action. More attributes go into attrs.
func button(action, label, attrs string) string {
	return `<button type="button"` + attr("data-action", action) + attrs + ">" + esc(label) + "</button>"
}

// Escape and Button are esc and button for the pieces of the page's program that are fetched later.
func Escape(s string) string { return esc(s) }

// Button returns a button of an action; see button.
func Button(action, label string) string { return button(action, label, "") }

// maxListed bounds every list of tasks: a thousand names say no more than a dozen and a number.
const maxListed = 12

// more returns "and 980 more" for what a list leaves out, "" when it leaves out nothing.
func more(n int) string {
	if n <= 0 {
		return ""
	}
	return "and " + quantity.Count(n) + " more"
}

// plural returns "1 task" or "3 tasks".
func plural(n int, noun string) string {
	if n == 1 {
		return strconv.Itoa(n) + " " + noun
	}
	return quantity.Count(n) + " " + noun + "s"
}
