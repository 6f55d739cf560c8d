package main

import (
	"bytes"
	"html"
	"html/template"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"overlap/scenarios"
	"overlap/site/view"
)

// shell is the data of templates/shell.html, which every page has around its body.
type shell struct {
	Root        string // of the site, relative to the page where that is possible
	Path        string // of the page, from the site's root
	Address     string // of the site; "" when it may stand anywhere
	Title       string
	Description string
	Index       bool // search engines may list it
	Assets      assets
	Card        string       // path of the picture for other sites; "" when they could not find it
	OEmbed      string       // path of what these sites read to embed the run; "" likewise
	Refresh     template.URL // where readers are sent at once; "" when they stay
	Script      string       // of the page, one of Assets
	Styles      []string     // of the page alone, some of Assets
	Live        bool         // the page shows a run, and its program starts at once
	Repository  string       // address of the project's repository; "" when it is not known
	Body        any
}

// assets are the names of what pages load.
type assets struct {
	Style, PagesStyle, EmbedStyle, OpenStyle, TaskStyle, LabStyle, NoScript string
	Page, Home, Scenario, Frame, Teach, Open, Task, Lab, Kept, Program      string // Lab is "" for a site without one
	Known                                                                   string // what the page for teachers fetches about scenarios
	programBytes                                                            int
	Chunks                                                                  map[string]string   // of the program, by the scenario's ID or the name of a package
	Users                                                                   map[string][]string // the scenarios, and pages that are none's, that need a package's chunk
}

// chunksOf returns the chunks of the program that a scenario needs: none when the program is in one piece.
func (a assets) chunksOf(id string) []string {
	list := []string{}
	for _, name := range slices.Sorted(maps.Keys(a.Chunks)) {
		if name == id || slices.Contains(a.Users[name], id) {
			list = append(list, a.Chunks[name])
		}
	}
	return list
}

// later returns what a page fetches when it first needs one of partsForLater: no chunks when the program is in one piece.
func (a assets) later(name string) (list []string) {
	if name == "real" {
		list = append(list, a.Kept)
	}
	for _, part := range partsForLater()[name] {
		if chunk := a.Chunks[chunkName(part)]; chunk != "" {
			list = append(list, chunk)
		}
	}
	return list
}

// Pieces returns what the page of a scenario fetches of the program, the main program first.
func (a assets) Pieces(id string) []string { return append([]string{a.Program}, a.chunksOf(id)...) }

// Attributes returns the attributes in which a page names the pieces of its program: those of Pieces, and those that it fetches later.
func (a assets) Attributes(root, id string, later ...string) template.HTMLAttr {
	attribute := func(name string, pieces []string) string {
		for i, piece := range pieces {
			pieces[i] = root + piece
		}
		return "data-" + name + `="` + html.EscapeString(strings.Join(pieces, " ")) + `" `
	}
	text := attribute("program", a.Pieces(id))
	for _, name := range later {
		text += attribute(name, a.later(name))
	}
	return template.HTMLAttr(text + `data-bytes="` + strconv.Itoa(a.programBytes) + `"`)
}

// pages writes HTML.
type pages struct {
	o         options
	templates string
	assets    assets
	out       *output
}

// write executes templates/<kind>.html within the shell. The stage is a template of its own, because pages of two kinds have one.
func (p *pages) write(name, kind string, s shell) error {
	t, err := template.ParseFiles(filepath.Join(p.templates, "shell.html"), filepath.Join(p.templates, "stage.html"), filepath.Join(p.templates, kind+".html"))
	if err != nil {
		return err
	}
	s.Assets, s.Address, s.Repository = p.assets, strings.TrimSuffix(p.o.address, "/"), p.o.source
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, "shell", s); err != nil {
		return err
	}
	p.out.add(name, b.Bytes())
	return nil
}

// errorPages writes the pages for errors. Browsers show them under any address, so their links start at the site's root.
func (p *pages) errorPages() error {
	base, err := p.o.base()
	if err != nil {
		return err
	}
	if err := p.write("404.html", "missing", shell{Root: base, Script: p.assets.Page, Title: "No such page", Description: "There is no page at this address."}); err != nil {
		return err
	}
	return p.write("offline.html", "offline", shell{Root: base, Script: p.assets.Page, Title: "Offline", Description: "There is no copy of this page on this device."})
}

// scenarioPage is the data of templates/scenario.html: a scenario's page, complete before its program runs.
type scenarioPage struct {
	Scenario    *scenarios.Scenario
	Paper       template.HTML
	Controls    template.HTML
	Question    template.HTML
	Score       template.HTML
	Charts      []picture
	Overlays    template.HTML
	Where       template.HTML // "" on pages that run nothing for real
	Transport   template.HTML
	Axes        template.HTML
	Tabs        template.HTML
	Lab         template.HTML // the link to the twin in the lab; "" on pages and sites without it
	Panels      template.HTML
	Lesson      template.HTML
	Ports       bool
	Place, Of   int // of the scenario among those of its topic, counted from 1
	Next, Prior *scenarios.Scenario
	Course      *lessonOf // nil for a scenario that is not of the course
	Main        string    // the names of the main parameters
}

// picture is the chart drawn for one width.
type picture struct {
	Width int
	HTML  template.HTML
}

// scenario writes a scenario's page and the files of code it shows.
func (p *pages) scenario(list []*scenarios.Scenario, i int) error {
	s := list[i]
	folder := "s/" + s.ID + "/"
	in := s.New()
	rs := view.Run(in, 0)
	code, err := p.code(s, rs)
	if err != nil {
		return err
	}
	body, err := p.scenarioBody(s, in, rs, code)
	if err != nil {
		return err
	}
	if i > 0 {
		body.Prior = list[i-1]
	}
	if i+1 < len(list) {
		body.Next = list[i+1]
	}
	body.Course = placeInCourse(list, s.ID)
	for j, other := range list {
		if other.Topic == s.Topic {
			body.Of++
			if j <= i {
				body.Place++
			}
		}
	}
	p.out.add(folder+s.ID+".go", []byte(s.Texts().Source))
	p.out.add(folder+s.ID+".py", []byte(s.Texts().Twin))
	if err := p.embed(s, rs, *body, code); err != nil {
		return err
	}
	if err := p.write(taskFolder+s.ID+"/index.html", "task", shell{Root: "../../", Script: p.assets.Task, Title: s.Title, Body: taskPage{Frame: embedFolder + s.ID + "/", Asks: "question", Reading: folder}}); err != nil {
		return err
	}
	if err := p.share(s); err != nil {
		return err
	}
	if p.assets.Lab != "" {
		body.Lab = template.HTML(labLink(s))
	}
	return p.write(folder+"index.html", "scenario", shell{
		Root: "../../", Path: folder, Card: p.cardPath(s.ID), OEmbed: p.oEmbedPath(s.ID), Script: p.assets.Scenario, Title: s.Title, Description: s.Question, Index: true, Live: true, Body: body,
	})
}

func (p *pages) scenarioBody(s *scenarios.Scenario, in *scenarios.Instance, rs *scenarios.Results, code map[string]string) (*scenarioPage, error) {
	text, err := lesson(s, s.Texts().Lesson)
	if err != nil {
		return nil, err
	}
	whole := view.Layout(rs, view.Picture{}, view.Widths()[0])
	body := &scenarioPage{
		Scenario: s, Lesson: text, Ports: len(in.Services()) > 0,
		Paper:    template.HTML(view.Paper(view.NewState(s), rs.Random())),
		Controls: template.HTML(view.Controls(in, rs.Random())), Question: template.HTML(view.Question(rs)), Score: template.HTML(view.Score(rs)),
		Axes:     template.HTML(view.Axes(whole, view.Picture{})),
		Overlays: template.HTML(view.Overlays(whole.HasWakes())), Transport: template.HTML(view.Transport(rs)), Tabs: template.HTML(view.Tabs(view.TabList())), Panels: template.HTML(view.Panels(view.TabList(), rs, code)),
	}
	body.Charts, body.Where = pictures(rs, view.Widths()), template.HTML(view.Where(s))
	return body, nil
}

// pictures draws the chart for widths.
func pictures(rs *scenarios.Results, widths []int) (list []picture) {
	for _, w := range widths {
		list = append(list, picture{w, template.HTML(view.Chart(rs, w))})
	}
	return list
}

// code returns the insides of the panels with the listings, by the tabs' IDs.
func (p *pages) code(s *scenarios.Scenario, rs *scenarios.Results) (map[string]string, error) {
	both, err := listings(s, rs)
	if err != nil {
		return nil, err
	}
	t, err := template.ParseFiles(filepath.Join(p.templates, "code.html"))
	if err != nil {
		return nil, err
	}
	code := map[string]string{}
	if p.assets.Lab != "" {
		both[0].Challenge = template.HTML(challengeLink(s))
	}
	for _, l := range both {
		var b strings.Builder
		if err := t.Execute(&b, l); err != nil {
			return nil, err
		}
		code[l.Tab] = b.String()
	}
	return code, nil
}
