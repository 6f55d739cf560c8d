package view

import (
	"strconv"
	"strings"

	"overlap/scenarios"
)

// Controls returns the inside of the form: a control for every parameter, the machine, the presets, and the buttons.
//
// A control's wrapper has data-param; within it the range, switch or list of choices is p-NAME, the text field
// f-NAME, the help h-NAME and the message about a refused value e-NAME.
func Controls(in *scenarios.Instance) string {
	var b strings.Builder
	b.WriteString(`<fieldset class="settings" disabled><legend>Parameters</legend>`)
	for _, p := range in.Params() {
		b.WriteString(control(p))
	}
	b.WriteString("</fieldset>")
	b.WriteString(machine(in))
	b.WriteString(presets(in))
	b.WriteString(`<fieldset class="keep" disabled><legend class="visually-hidden">Settings</legend><div class="actions">` +
		button("reset", "Reset", "") + button("share", "Share", "") + "</div>" +
		`<div class="save"><label for="save-name">Save these settings as</label><input id="save-name" type="text" maxlength="80" autocomplete="off">` +
		button("save", "Save", "") + `</div><div id="saved"></div></fieldset>`)
	return b.String()
}

func control(p *scenarios.Param) string {
	switch p.Kind {
	case scenarios.KindBool:
		return toggle(p)
	case scenarios.KindChoice:
		return choice(p)
	case scenarios.KindTable:
		return table(p)
	}
	return slider(p)
}

// slider is a range for the hand and a text field for the exact value; both show the same number.
func slider(p *scenarios.Param) string {
	stops := Stops(p)
	return openControl(p, "number") +
		`<label for="p-` + p.Name + `"` + attr("title", p.Help) + ">" + esc(p.Label) + "</label>" +
		`<input type="text" id="f-` + p.Name + `"` + attr("value", FieldText(p)) + attr("aria-label", p.Label+", exact value") + describedBy(p) +
		` autocomplete="off" spellcheck="false" enterkeyhint="done">` +
		`<input type="range" id="p-` + p.Name + `" min="0" max="` + strconv.Itoa(len(stops)-1) + `" step="1" value="` +
		strconv.Itoa(Nearest(stops, p.Value().Number())) + `"` + attr("aria-valuetext", FieldText(p)) + describedBy(p) + ">" +
		helpAndError(p) + "</div>"
}

func toggle(p *scenarios.Param) string {
	return openControl(p, "bool") + `<label` + attr("title", p.Help) + `><input type="checkbox" role="switch" id="p-` + p.Name + `"` +
		boolAttr("checked", p.Value().Bool()) + describedBy(p) + "> " + esc(p.Label) + "</label>" + helpAndError(p) + "</div>"
}

func choice(p *scenarios.Param) string {
	var b strings.Builder
	for _, o := range p.Options {
		b.WriteString("<option" + attr("value", o) + boolAttr("selected", o == p.String()) + ">" + esc(o) + "</option>")
	}
	return openControl(p, "choice") + `<label for="p-` + p.Name + `"` + attr("title", p.Help) + ">" + esc(p.Label) + `</label><select id="p-` + p.Name + `"` +
		describedBy(p) + ">" + b.String() + "</select>" + helpAndError(p) + "</div>"
}

func openControl(p *scenarios.Param, kind string) string {
	return `<div class="control ` + kind + `"` + attr("data-param", p.Name) + ">"
}

func describedBy(p *scenarios.Param) string {
	return ` aria-describedby="h-` + p.Name + " e-" + p.Name + `"`
}

// helpAndError are the help and the place for a refusal; the live region is there before it has something to say,
// because screen readers miss one that arrives with its text.
func helpAndError(p *scenarios.Param) string {
	return `<p class="help" id="h-` + p.Name + `">` + esc(p.Help) + `</p><p class="error" id="e-` + p.Name + `" role="alert" hidden></p>`
}

// presets are links, so that they can be opened elsewhere, copied, and followed from a page without program.
func presets(in *scenarios.Instance) string {
	if len(in.Presets()) == 0 {
		return ""
	}
	var b strings.Builder
	for _, p := range in.Presets() {
		b.WriteString("<li><a" + attr("href", "?"+p.Query) + ">" + esc(p.Name) + "</a></li>")
	}
	return `<div class="presets"><h3 id="presets">Try</h3><ul aria-labelledby="presets">` + b.String() + "</ul></div>"
}
