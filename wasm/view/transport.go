package view

import (
	"strconv"
	"time"

	"overlap/chart"
	"overlap/scenarios"
)

// Transport returns the buttons that move the playhead, the scrubber, the speed and the time.
func Transport(rs *scenarios.Results) string {
	end := Longest(rs)
	return `<fieldset class="transport" disabled><legend class="visually-hidden">Playback</legend>` +
		button("play", "▶ Play", ` id="play" class="primary" aria-keyshortcuts="Space"`) +
		button("back", "◂ Step", ` aria-label="Step back" aria-keyshortcuts="ArrowLeft"`) +
		button("forward", "Step ▸", ` aria-label="Step forward" aria-keyshortcuts="ArrowRight"`) +
		`<input type="range" id="scrub" aria-label="Time" min="0" max="` + strconv.FormatInt(int64(end), 10) + `" step="1" value="` +
		strconv.FormatInt(int64(end), 10) + `"` + attr("aria-valuetext", ValueText(rs, end)) + ">" +
		`<output id="time" for="scrub">` + esc(chart.Duration(end)) + "</output>" +
		speeds(AutoSpeed(end)) +
		button("keys", "?", ` class="quiet" aria-label="Keys" aria-haspopup="dialog" aria-keyshortcuts="?"`) + "</fieldset>" + keys()
}

// ValueText says where the playhead is: "235 ms of 1.12 s".
func ValueText(rs *scenarios.Results, at time.Duration) string {
	return chart.Duration(at) + " of " + chart.Duration(Longest(rs))
}

func speeds(now float64) string {
	list := ""
	for _, s := range Speeds() {
		text := formatSpeed(s)
		list += "<option" + attr("value", text) + flag("selected", s == now) + ">" + text + "×</option>"
	}
	return `<label class="speed"><span class="visually-hidden">Speed</span><select id="speed" aria-keyshortcuts="+ -">` + list + "</select></label>"
}
