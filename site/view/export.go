package view

import (
	"strings"

	"overlap/chart/svg"
	"overlap/engine/trace/export"
	"overlap/report"
	"overlap/scenarios"
)

// exportDialog returns the dialog in which a reader chooses what to take along of a run.
func exportDialog() string {
	form := func(name, label string) string { return button("export-as", label, attr("data-form", name)) }
	row := func(name, about, buttons string) string {
		return "<dt>" + name + "</dt><dd>" + buttons + "<p>" + about + "</p></dd>"
	}
	return `<dialog id="export" aria-labelledby="export-title"><h2 id="export-title">Export this run</h2><dl>` +
		row("Picture", "As you see it now, with its colours.", form("svg", "SVG")+form("png", "PNG")) +
		row("Table", "A row for each time that a task ran or waited.", form("csv", "CSV")) +
		row("Records", "All that happened, a JSON object in each line.", form("jsonl", "JSON Lines")) +
		row("Perfetto", "A viewer for thousands of tasks. It is another site, and reads the run in your browser.", form("perfetto", "Open in Perfetto")+form("perfetto.json", "Download")) +
		row("Paper", "Two pages: settings, picture, lesson and code.", form("print", "Print")) +
		"</dl>" + button("close-export", "Close", "") + "</dialog>"
}

// Origin is where and with what a run was made, as files of it say.
type Origin = export.Header

// InModel returns the origin of a run that the page made in the model, with settings.
func InModel(s *scenarios.Scenario, settings string) Origin {
	return Origin{Clock: "virtual", Program: s.ID, Settings: settings}
}

// Export returns runs as a file of a form, "csv", "jsonl" or "perfetto.json".
func Export(rs *scenarios.Results, form string, o Origin) []byte {
	runs := report.Runs(rs)
	switch form {
	case "csv":
		return export.CSV(runs...)
	case "jsonl":
		return export.JSONL(o, runs...)
	}
	return export.Perfetto(o, runs...)
}

// Head returns what stands above a picture in a file: the scenario, and the settings of a state that are not its defaults. A run that
// was recorded elsewhere has those of its origin, and without any no head: its panel has its name.
func Head(st State, o Origin) *svg.Head {
	if st.Instance.Recorded() && o.Settings == "" {
		return nil
	}
	h := &svg.Head{Title: st.Instance.Scenario.Title, Settings: report.Settings(st.Instance, st.Seed, st.Costs)}
	if st.Instance.Recorded() {
		h.Settings = []string{o.Settings}
	}
	if o.Machine != "" {
		h.Settings = append(h.Settings, "run for real on "+o.Machine)
	}
	return h
}

// ExportPicture returns the picture of runs in a layout as a file, with a head above it, with what Overlay returned over it, in a style
// that has the colours.
func ExportPicture(rs *scenarios.Results, l *svg.Layout, p Picture, head *svg.Head, over, style string) string {
	return svg.Timeline(l.Scene, svg.Options{Width: int(l.Width), Head: head, Style: style, Over: over, Lanes: p.Lanes, Dots: report.Latencies(rs)})
}

// longestName bounds the name of a file, in bytes.
const longestName = 120

// FileName returns the name of a file about a run: the scenario and the settings that are not its defaults, such as
// "fanout_db=400ms_seed=3.svg". Every system takes it.
func FileName(st State, form string) string {
	name := []byte(st.Instance.Scenario.ID)
	add := func(setting, text string) {
		name = append(name, '_')
		name = append(name, setting...)
		name = append(name, '=')
		for i := range len(text) {
			c := text[i]
			if !('0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || strings.IndexByte(".,=", c) >= 0) {
				c = '-'
			}
			name = append(name, c)
		}
	}
	for _, p := range st.Instance.Params() {
		if p.Changed() {
			add(p.Name, p.String())
		}
	}
	if text := st.Instance.FaultText(); text != "" {
		add(scenarios.FaultName, text)
	}
	if st.Seed != 0 {
		add("seed", st.seedText())
	}
	if st.Costs != defaultCosts {
		add("costs", st.Costs)
	}
	return string(name[:min(len(name), longestName)]) + "." + form
}
