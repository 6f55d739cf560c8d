package view

import "strings"

// esc makes any text safe between tags and inside a quoted attribute. html/template would do it too, and
// would cost the page a fifth of its size.
func esc(s string) string {
	for _, c := range [...][2]string{{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {`"`, "&#34;"}, {"'", "&#39;"}, {"\x00", "\uFFFD"}} {
		s = strings.ReplaceAll(s, c[0], c[1])
	}
	return s
}

// attr returns ` name="value"`, escaped.
func attr(name, value string) string { return " " + name + `="` + esc(value) + `"` }

// boolAttr returns ` name` when it is set.
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
