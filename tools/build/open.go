package main

import (
	"html/template"
	"os"
	"path/filepath"

	"overlap/engine/trace/reader"
	"overlap/report/advice"
	"overlap/scenarios"
	"overlap/site/view"
)

// openFolder is where the page is that shows recorded runs.
const openFolder = "open/"

// Its example: a recorded run, and the program that was recorded.
const exampleRun, exampleSource = "bank.jsonl", "bank.py"

// openPage is the data of templates/open.html: the page that shows recorded runs, with an example.
type openPage struct {
	Scenario        *scenarios.Scenario
	Stage           *scenarioPage
	Example, Source string // the example's records, and its program
	Advice          template.HTML
}

// open writes the page that shows recorded runs.
func (p *pages) open(root string) error {
	content := map[string][]byte{}
	for _, name := range []string{exampleRun, exampleSource} {
		data, err := os.ReadFile(filepath.Join(root, "site", "example", name))
		if err != nil {
			return err
		}
		p.out.add(openFolder+name, data)
		content[name] = data
	}
	f, err := recording(content[exampleRun])
	if err != nil {
		return err
	}
	var runs []scenarios.Recorded
	for _, run := range f.Runs {
		runs = append(runs, scenarios.Recorded{Title: f.Header.Program, File: f.Header.Program, Trace: run.Trace})
	}
	example := scenarios.Recording("open", f.Header.Program, runs...)
	rs := view.Run(example.New(), 0)
	return p.write(openFolder+"index.html", "open", shell{
		Root: "../", Path: openFolder, Card: p.cardPath("home"), Script: p.assets.Open, Styles: []string{p.assets.OpenStyle}, Title: "Open a recorded run", Index: true, Live: true,
		Description: "See what the tasks of your own program waited for: a recorded run on a timeline, with its event loop, messages and log.",
		Body:        &openPage{example, recordedStage(example, rs), exampleRun, exampleSource, template.HTML(view.Advice(advice.Of(f.Runs[0], rs.List[0].Summary(), f.Header.Program), false))},
	})
}

// recordedStage returns the stage of a page that shows recorded runs, with those that it shows at first.
func recordedStage(s *scenarios.Scenario, rs *scenarios.Results) *scenarioPage {
	tabs, whole := view.RecordedTabs(), view.Layout(rs, view.Picture{}, view.Widths()[0])
	return &scenarioPage{
		Scenario: s, Score: template.HTML(view.Score(rs)), Charts: pictures(rs, view.Widths()), Overlays: template.HTML(view.Overlays(whole.HasWakes())),
		Axes:      template.HTML(view.Axes(whole, view.Picture{})),
		Transport: template.HTML(view.Transport(rs)), Tabs: template.HTML(view.Tabs(tabs)), Panels: template.HTML(view.Panels(tabs, rs, nil)),
	}
}

// recording returns the runs of a file.
func recording(content []byte) (*reader.File, error) {
	r := reader.New(reader.MostInPage)
	if err := r.Add(content); err != nil {
		return nil, err
	}
	return r.Finish()
}
