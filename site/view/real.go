package view

import (
	"overlap/quantity"
	"overlap/report"
	"overlap/scenarios"
)

// Where a page runs its scenario, besides the model, as its address says.
const (
	Alone = "real" // the real run is shown alone
	Both  = "both" // the model stands behind the real run
)

// modelWord is what an address may say for the model alone.
const modelWord = "model"

func (st *State) setReal(text string) (allowed string) {
	if _, allowed = oneOf(text, []string{modelWord, Alone, Both}); allowed != "" {
		return allowed
	}
	if st.Real = text; text == modelWord {
		st.Real = ""
	}
	return ""
}

// Where returns the choice of where a scenario runs, and the dialog that says how to run it for real where the server runs nothing.
func Where(s *scenarios.Scenario) string {
	list := ""
	for _, w := range [...][3]string{{"", "Model", "on a virtual clock, in this page"}, {Alone, "Real", "on the machine that serves this page"}, {Both, "Both", "the real run, and the model behind it"}} {
		list += `<label` + attr("title", w[2]) + `><input type="radio" name="real"` + attr("value", w[0]) + boolAttr("checked", w[0] == "") + ` autocomplete="off"><span>` + w[1] + "</span></label>"
	}
	address := "http://127.0.0.1:8765/s/" + s.ID + "/?real=" + Both
	return `<fieldset class="where" disabled><legend class="visually-hidden">Where it runs</legend>` + list + `</fieldset>` +
		`<dialog id="elsewhere" aria-labelledby="elsewhere-title"><h2 id="elsewhere-title">Run it on your machine</h2>` +
		`<p>The server of this page only serves files, and runs nothing. The command <code>overlap</code> brings these pages along and runs their scenarios where it is: with real ` + means(s) + `, beside the model.</p>` +
		`<pre><code>make install   # in a checkout
overlap serve</code></pre>` +
		`<p>Then open <code>` + esc(address) + `</code>, with the settings that you like.</p>` +
		button("close-elsewhere", "Close", "") + "</dialog>"
}

// means says what a real run of a scenario needs.
func means(s *scenarios.Scenario) string {
	if len(s.New().Services()) > 0 {
		return "TCP connections and a real clock"
	}
	return "threads and a real clock"
}

// Unmeasured says that nothing was run for real yet, with a button that runs: an address alone must not make a machine work.
func Unmeasured() string {
	return "<p><strong>Nothing is measured yet</strong> <span>this is what the model says</span> " + button("measure", "Run on this machine", "") + "</p>"
}

// Made says where recorded runs of a scenario were made, with a link to the scenario with its settings, and which of them was stopped;
// "" for runs of another program, or of a scenario that another version has.
func Made(o Origin, known bool, runs ...scenarios.Recorded) string {
	if !known {
		return ""
	}
	query, with := "", "its defaults"
	if o.Settings != "" {
		query, with = "?"+o.Settings, o.Settings
	}
	where := "on " + o.Machine
	switch {
	case o.Machine != "":
	case o.Clock == "virtual":
		where = "in the model"
	default:
		where = "on a machine that it does not name"
	}
	return `Made by <a` + attr("href", "../s/"+o.Program+"/"+query) + ">" + esc(o.Program) + "</a> with " + esc(with) + ", " + esc(where) + "." + esc(stopped(runs))
}

// stopped says which of recorded runs was stopped before its end.
func stopped(runs []scenarios.Recorded) (text string) {
	for _, run := range runs {
		if run.Outcome != nil && run.Outcome.Stopped {
			text += " “" + run.Title + "” was stopped after " + quantity.Duration(run.Outcome.Total) + ", and no other ran after it."
		}
	}
	return text
}

// Awaited says that a real run is to come or goes on. It takes the room of what is said of the run later, so that the picture stays in
// its place.
func Awaited() string {
	return "<p><strong>Not yet measured</strong> <span>the totals are the model’s</span></p><p><span>What is measured is drawn as it arrives.</span></p>"
}

// KeepModel returns what is kept of the model's run for the picture of a real one.
func KeepModel(rs *scenarios.Results) Pinned {
	list := report.Keep(rs)
	for i := range list {
		list[i].Model = true
	}
	return Pinned{former: list}
}
