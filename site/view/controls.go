package view

import (
	"strconv"
	"strings"

	"overlap/scenarios"
)

// Controls returns the inside of the form: a control for every parameter, what goes wrong, the computer, the seed, the presets, and the
// buttons. random reports whether the run draws random numbers: only then the seed is seen.
//
// A control's wrapper has data-param; within it the range, switch or list of choices is p-NAME, the text field
// f-NAME, the help h-NAME and the message about a refused value e-NAME.
func Controls(in *scenarios.Instance, random bool) string {
	return controls(in, random, button("share", "Share", "")+"</div>"+
		`<div class="save"><label for="save-name">Save these settings as</label><input id="save-name" type="text" maxlength="80" autocomplete="off">`+
		button("save", "Save", "")+`</div><div id="saved">`)
}

// EmbedControls is Controls for a picture within another page, in which nothing is saved.
func EmbedControls(in *scenarios.Instance, random bool) string { return controls(in, random, "") }

func controls(in *scenarios.Instance, random bool, keep string) string {
	return `<div id="past"></div>` + settings(in.Params(), faults(in)+computer(in)+seed(random)+curveKeyOf(in)) + presets(in) +
		`<fieldset class="keep" disabled><legend class="visually-hidden">Settings</legend><div class="actions">` + button("reset", "Reset", "") + keep + "</div></fieldset>"
}

// seed returns the control of the run's seed.
func seed(random bool) string {
	return `<div class="control seed" id="seed"` + boolAttr("hidden", !random) + `><div class="name"><span>Seed <output id="seed-now">0</output></span>` + about("seed", "Seed", "the same again with other luck") + "</div>" +
		button("another-seed", "⟳ Another seed", ` aria-describedby="h-seed"`) +
		button("many-seeds", "×"+strconv.Itoa(manySeeds), ` id="many-seeds" aria-label="Run `+strconv.Itoa(manySeeds)+` seeds"`) + `</div><div id="seeds" role="status"></div>`
}

// Settings returns the controls of some parameters. A picture that stands among other things has only these.
func Settings(params ...*scenarios.Param) string { return settings(params, "") }

func settings(params []*scenarios.Param, more string) string {
	var b strings.Builder
	b.WriteString(`<fieldset class="settings" disabled><legend>Parameters</legend>`)
	for _, p := range params {
		b.WriteString(control(p))
	}
	b.WriteString(more + "</fieldset>")
	return b.String()
}

func control(p *scenarios.Param) string {
	switch {
	case p.Kind == scenarios.KindBool:
		return toggle(p)
	case p.Kind == scenarios.KindTable:
		return table(p)
	case len(p.Choices) > 0:
		return choice(p)
	}
	return slider(p)
}

// slider returns a range input and, for exact values, a text field; both show the same number.
func slider(p *scenarios.Param) string {
	stops := Stops(p)
	return openControl(p, "number") +
		name(p) +
		`<input type="text" id="f-` + p.Name + `"` + attr("value", p.Value().Text()) + attr("aria-label", p.Label+", exact value") + describedBy(p) +
		` autocomplete="off" spellcheck="false" enterkeyhint="done">` +
		`<input type="range" id="p-` + p.Name + `" min="0" max="` + strconv.Itoa(len(stops)-1) + `" step="1" value="` +
		strconv.Itoa(Nearest(stops, p.Value().Number())) + `"` + attr("aria-valuetext", p.Value().Text()) + describedBy(p) + ">" +
		`<div class="curve" id="c-` + p.Name + `"></div>` + refusal(p) + "</div>"
}

func toggle(p *scenarios.Param) string {
	return openControl(p, "bool") + `<div class="name"><label><input type="checkbox" role="switch" id="p-` + p.Name + `"` +
		boolAttr("checked", p.Value().Bool()) + describedBy(p) + "> " + esc(p.Label) + "</label>" + about(p.Name, p.Label, p.Help) + "</div>" + refusal(p) + "</div>"
}

// Choices returns the inside of a list of choices, with the present value, which an address may have set to another.
func Choices(p *scenarios.Param) string {
	var b strings.Builder
	option := func(c scenarios.Choice, selected bool) {
		b.WriteString("<option" + attr("value", c.Value) + boolAttr("selected", selected) + ">" + esc(c.Label) + "</option>")
	}
	found := false
	for _, c := range p.Choices {
		option(c, c.Value == p.String())
		found = found || c.Value == p.String()
	}
	if !found {
		option(scenarios.Choice{Value: p.String(), Label: p.Value().Text()}, true)
	}
	return b.String()
}

func choice(p *scenarios.Param) string {
	return openControl(p, "list") + name(p) + `<select id="p-` + p.Name + `"` + describedBy(p) + ">" + Choices(p) + "</select>" + refusal(p) + "</div>"
}

func openControl(p *scenarios.Param, kind string) string {
	return `<div class="control ` + kind + `"` + attr("data-param", p.Name) + ">"
}

func describedBy(p *scenarios.Param) string {
	return ` aria-describedby="h-` + p.Name + " e-" + p.Name + `"`
}

// name returns a parameter's label, with its help.
func name(p *scenarios.Param) string {
	return `<div class="name"><label for="p-` + p.Name + `">` + esc(p.Label) + "</label>" + about(p.Name, p.Label, p.Help) + "</div>"
}

// about returns the help of a control, which a press on a small i opens: written out, it would take half of the place that
// controls have beside the picture.
func about(id, label, text string) string {
	return ` <details class="about"><summary` + attr("aria-label", "About: "+label) + `>i</summary>` + help(id, text) + "</details>"
}

func help(id, text string) string { return `<p class="help" id="h-` + id + `">` + esc(text) + "</p>" }

// refusal returns the empty live region for a refusal. Screen readers announce a text only in a live region that was there
// before.
func refusal(p *scenarios.Param) string {
	return `<p class="error" id="e-` + p.Name + `" role="alert" hidden></p>`
}

// presets returns the presets as links, which can be copied, opened in another tab, and followed without the program.
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

// Saved returns the list of settings that the reader saved. The entry whose name is renaming, "" for none, has a field for
// its new name.
func Saved(names []string, renaming string) string {
	if len(names) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(`<ul class="saved-list" aria-label="Saved settings">`)
	for _, name := range names {
		b.WriteString("<li" + attr("data-name", name) + ">")
		if name == renaming {
			b.WriteString(`<label class="visually-hidden" for="new-name">` + esc("New name of "+name) + `</label><input id="new-name" type="text" maxlength="80" autocomplete="off"` +
				attr("value", name) + ">" + button("renamed", "Rename", "") + button("keep-name", "Cancel", ""))
		} else {
			b.WriteString(button("load", name, ` class="load"`+attr("aria-label", "Load "+name)) +
				button("rename", "Rename", attr("aria-label", "Rename "+name)) + button("delete", "Delete", attr("aria-label", "Delete "+name)))
		}
		b.WriteString("</li>")
	}
	b.WriteString("</ul>")
	return b.String()
}
