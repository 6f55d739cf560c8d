package view

// Key is a key of the page and what it does.
type Key struct{ Keys, Does string }

// KeyList returns the keys in the order in which the page lists them.
func KeyList() []Key {
	return []Key{
		{"Space", "play or pause"}, {"← →", "step to the instant before or after"}, {"Home End", "go to the beginning or the end"},
		{"− +", "play slower or faster"}, {"1 … 7", "choose one of the seven speeds"}, {"?", "show this list"},
	}
}

// keys is the dialog with the list of keys. The switch is there because some who speak to their computers, or
// whose hands shake, press keys that they do not mean (WCAG 2.1.4).
func keys() string {
	list := ""
	for _, k := range KeyList() {
		list += "<div><dt><kbd>" + esc(k.Keys) + "</kbd></dt><dd>" + esc(k.Does) + "</dd></div>"
	}
	return `<dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">Keys</h2><dl>` + list +
		`</dl><label><input type="checkbox" id="keys-on" checked> Use these keys on this page</label>` + button("close-keys", "Close", "") + "</dialog>"
}
