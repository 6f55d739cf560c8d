package main

import (
	"encoding/json"
	"html/template"
	"slices"
	"strings"

	"overlap/scenarios"
	"overlap/site"
	"overlap/site/view"
)

// embedFolder is where the pictures are that other sites embed.
const embedFolder = "embed/"

// taskFolder is where the pages are that ask something and report to a learning platform.
const taskFolder = "task/"

// taskPage is the data of templates/task.html.
type taskPage struct {
	Frame   string // path of the page that asks, from the site's root
	Asks    string // "question" or "challenge"
	Reading string // path of what can be read without scripts, "" for nothing
}

// embed writes the page of a scenario that other sites embed: its stage, with the controls that are the same for all teachers and
// of which the frame's script leaves those that were asked for.
//
// Listings and how the picture looks in other widths are most of a page's bytes, and few teachers ask for them: the listings are a
// file that the script fetches, and the program draws other widths.
func (p *pages) embed(s *scenarios.Scenario, rs *scenarios.Results, body scenarioPage, code map[string]string) error {
	in := s.New()
	body.Controls, body.Where = template.HTML(view.EmbedControls(in, rs.Random())), "" // a frame runs nothing for real
	body.Charts = pictures(rs, view.EmbedWidths())
	var names []string
	for _, param := range in.MainParams() {
		names = append(names, param.Name)
	}
	body.Main = strings.Join(names, " ")
	body.Panels = template.HTML(view.Panels(view.TabList(), rs, nil))
	for tab, html := range code {
		code[tab] = strings.ReplaceAll(html, `href="`+s.ID+".", `href="../../s/`+s.ID+"/"+s.ID+".") // the files stand beside the scenario's page
		code[tab] = strings.Replace(code[tab], challengeLink(s), "", 1)                             // the lab is no part of the run
	}
	data, err := json.Marshal(code)
	if err != nil {
		return err
	}
	p.out.add(embedFolder+s.ID+"/code.json", data)
	return p.write(embedFolder+s.ID+"/index.html", "embed", shell{Root: "../../", Script: p.assets.Frame, Title: s.Title, Body: body})
}

// embedNames are the definitions that the scripts of embedded pictures need.
func embedNames() map[string]string {
	var names []string
	for _, s := range view.EmbedSettings() {
		names = append(names, s.Name)
	}
	list, err := json.Marshal(names)
	if err != nil {
		panic(err) // strings have a form in JSON
	}
	return map[string]string{"EMBED": string(list)}
}

// embedScripts adds what other sites load: the element, also under a name that changes with it, for sites that state a hash of what
// they load, and the module for notebooks.
func embedScripts(b bundler, out *output) error {
	element, err := b.bundle("ts/embed/element.ts", nil)
	if err != nil {
		return err
	}
	widget, err := b.bundle("ts/embed/widget.mts", embedNames())
	if err != nil {
		return err
	}
	out.add("embed.js", element)
	out.asset("embed.js", element)
	out.add("overlap.mjs", widget)
	return nil
}

// forHosts reports whether an asset is for other sites only, so that readers of this one need not keep it.
func forHosts(asset string) bool {
	name := strings.TrimPrefix(asset, site.Assets)
	return slices.ContainsFunc([]string{"embed-", "frame-", "task-"}, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
}
