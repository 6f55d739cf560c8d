package view

import (
	"strconv"
	"time"

	"overlap/quantity"
	"overlap/scenarios"
)

// Start returns a button that plays and pauses, for a picture without a transport: its page's keys do nothing.
func Start() string {
	return `<fieldset class="play" disabled><legend class="visually-hidden">Playback</legend>` + playButton("") + "</fieldset>"
}

func playButton(attrs string) string {
	return button("play", PlayLabel(false), ` id="play" class="primary"`+attrs)
}

// Transport returns the buttons that move the playhead, the scrubber, the time, and how long playing lasts.
func Transport(rs *scenarios.Results) string {
	end := Longest(rs)
	return `<fieldset class="transport" disabled><legend class="visually-hidden">Playback</legend>` +
		playButton(` aria-keyshortcuts="Space"`) +
		button("previous", "◂◂", ` aria-label="To the event before" title="To the event before" aria-keyshortcuts="Shift+ArrowLeft"`) +
		button("back", "◂", ` aria-label="Step back" title="Step back" aria-keyshortcuts="ArrowLeft"`) +
		button("forward", "▸", ` aria-label="Step forward" title="Step forward" aria-keyshortcuts="ArrowRight"`) +
		button("next", "▸▸", ` aria-label="To the next event" title="To the next event" aria-keyshortcuts="Shift+ArrowRight"`) +
		`<input type="range" id="scrub" aria-label="Time" min="0" max="` + strconv.FormatInt(int64(end), 10) + `" step="1" value="` +
		strconv.FormatInt(int64(end), 10) + `"` + attr("aria-valuetext", ValueText(rs, end)) + ">" +
		`<output id="time" for="scrub" aria-live="off">` + Clock(end, end) + "</output>" +
		playTimes() +
		`<button type="button" data-action="pin" id="pin" title="Keep where this run ends in the picture, and change something">Pin<span> this run</span></button>` +
		button("keys", "?", ` class="quiet" aria-label="Keys" aria-haspopup="dialog" aria-keyshortcuts="?"`) + "</fieldset>" + keys()
}

// ValueText says where the playhead is: "235 ms of 1.12 s".
func ValueText(rs *scenarios.Results, at time.Duration) string {
	return quantity.Duration(at) + " of " + quantity.Duration(Longest(rs))
}

// PlayLabel returns the label of the button that plays and pauses.
func PlayLabel(playing bool) string {
	if playing {
		return "❚❚ Pause"
	}
	return "▶\uFE0E Play" // the selector keeps phones from drawing a coloured picture
}

// Clock returns the time beside the scrubber. On the way it always has the decimal places that a thousandth of the run
// needs, so that its width does not change while the run plays; at the end it is the total as the score has it.
func Clock(at, length time.Duration) string {
	unit, name, places := time.Second, " s", 2
	switch {
	case at >= length || length >= time.Minute:
		return quantity.Duration(at)
	case length < time.Millisecond:
		unit, name, places = time.Microsecond, " µs", 1
	case length < time.Second:
		unit, name, places = time.Millisecond, " ms", 0
	}
	return strconv.FormatFloat(float64(at)/float64(unit), 'f', places, 64) + name
}

// PlayTimeText returns one of PlayTimes as it stands in an address and in the list's values: "8s".
func PlayTimeText(d time.Duration) string { return strconv.Itoa(int(d/time.Second)) + "s" }

func playTimes() string {
	list := ""
	for _, d := range PlayTimes() {
		text := PlayTimeText(d)
		list += "<option" + attr("value", text) + boolAttr("selected", d == DefaultPlayTime) + ">" + text[:len(text)-1] + " s</option>"
	}
	return `<label class="lasts"><span class="visually-hidden">Playing lasts</span><select id="lasts" aria-keyshortcuts="&lt; &gt;" title="How long playing lasts">` + list + "</select></label>"
}

// Key is one or more keys of the page and what they do.
type Key struct{ Keys, Does string }

// KeyList returns the keys in the order in which the page lists them.
func KeyList() []Key {
	return []Key{
		{"Space", "play or pause"}, {"← →", "step to the instant before or after"}, {"⇧ ← ⇧ →", "go to the event before or after"}, {"Home End", "go to the beginning or the end"},
		{"< >", "play slower or faster"}, {"?", "show this list"},
		{"+ −", "on the chart: zoom in or out"}, {"0 Esc", "on the chart: all of the run"}, {"⇧ ← ⇧ →", "on a zoomed chart: move along it"},
	}
}

// keys returns the dialog with the list of keys. It has a switch because speech input and shaking hands press keys that
// nobody meant (WCAG 2.1.4).
func keys() string {
	list := ""
	for _, k := range KeyList() {
		list += "<div><dt><kbd>" + esc(k.Keys) + "</kbd></dt><dd>" + esc(k.Does) + "</dd></div>"
	}
	return `<dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">Keys</h2><dl>` + list +
		`</dl><label><input type="checkbox" id="keys-on" checked> Use these keys on this page</label><label><input type="checkbox" id="guesses-on" checked> Let me guess before I see a run</label>` + button("close-keys", "Close", "") + "</dialog>"
}
