package main

import (
	"context"
	"encoding/json"
	"slices"

	"overlap/scenarios"
	"overlap/site/course"
	"overlap/site/view"
)

// teachPage is the data of templates/teach.html.
type teachPage struct {
	Topics     []teachTopic
	Tabs       []view.Tab
	Settings   []view.EmbedSetting
	Extras     map[string]string // controls besides those of parameters
	Files      []course.File     // what platforms import
	Challenges []challengeFile   // none for a site without a lab
}

type teachTopic struct {
	Name string
	Rows []*scenarios.Scenario
}

// teachable is what the script of the page for teachers knows of a scenario.
type teachable struct {
	Title    string      `json:"title"`
	Sentence string      `json:"sentence"` // what a run with the defaults comes to
	Params   []teachItem `json:"params"`
	Presets  []teachItem `json:"presets"`
}

// teachItem is a parameter or a preset: its name or its query, and its label.
type teachItem struct {
	Name  string `json:"name"`
	Label string `json:"label"`
	Main  bool   `json:"main,omitempty"`
}

// teach writes the page on which teachers choose what their learners see, and what its script knows of scenarios.
func (p *pages) teach(list []*scenarios.Scenario) error {
	body := &teachPage{Tabs: view.TabList(), Settings: view.EmbedSettings(), Extras: map[string]string{"seed": "The seed", "machine": "The computer", "presets": "What may be tried"}, Files: p.importable()}
	if p.assets.Lab != "" {
		tasks, err := challengesOf(list)
		if err != nil {
			return err
		}
		body.Challenges = tasks
	}
	if err := p.imports(list); err != nil {
		return err
	}
	known := map[string]teachable{}
	for _, t := range scenarios.Topics() {
		part := teachTopic{Name: t.String()}
		for _, s := range list {
			if s.Topic == t {
				part.Rows = append(part.Rows, s)
				known[s.ID] = newTeachable(s)
			}
		}
		if len(part.Rows) > 0 {
			body.Topics = append(body.Topics, part)
		}
	}
	data, err := json.Marshal(known)
	if err != nil {
		return err
	}
	p.assets.Known = p.out.asset("teach.json", data)
	return p.write("teach/index.html", "teach", shell{
		Root: "../", Path: "teach/", Card: p.cardPath("home"), Script: p.assets.Teach, Title: "Teach with overlap", Index: true, Body: body,
		Description: "Put a live timing chart into your course: choose the scenario, its settings and what learners may change, and copy what your platform takes.",
	})
}

// importable returns what platforms can import of this site.
func (p *pages) importable() []course.File {
	return slices.DeleteFunc(course.Files(), func(f course.File) bool { return f.Lab && p.assets.Lab == "" })
}

// imports adds what platforms import. It holds whole addresses, which a site has that knows where it stands.
func (p *pages) imports(list []*scenarios.Scenario) error {
	if p.o.address == "" {
		return nil
	}
	of := course.New(context.Background(), p.o.address, list)
	for _, f := range p.importable() {
		data, err := f.Make(of)
		if err != nil {
			return err
		}
		p.out.add("teach/"+f.Name, data)
	}
	return nil
}

func newTeachable(s *scenarios.Scenario) teachable {
	in := s.New()
	t := teachable{Title: s.Title, Sentence: view.Conclusion(view.Run(in, 0)), Params: []teachItem{}, Presets: []teachItem{}}
	for _, p := range in.Params() {
		t.Params = append(t.Params, teachItem{p.Name, p.Label, slices.Contains(in.MainParams(), p)})
	}
	if len(in.ServiceNames()) > 0 {
		p := view.FaultParam()
		t.Params = append(t.Params, teachItem{Name: p.Name, Label: p.Label})
	}
	for _, p := range in.Presets() {
		t.Presets = append(t.Presets, teachItem{Name: p.Query, Label: p.Name})
	}
	return t
}
