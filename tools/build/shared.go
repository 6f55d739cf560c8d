package main

import (
	"encoding/json"
	"html"
	"html/template"
	"strings"

	"overlap/chart/scene"
	"overlap/chart/svg"
	"overlap/report"
	"overlap/scenarios"
	"overlap/site/view"
)

// pictureFolder is where the pictures are that stand in other sites' pages.
const pictureFolder = "picture/"

// shared is what other sites show of a scenario: with its defaults, or with a preset, which has a page of its own because many
// hosts drop the query of a link.
type shared struct {
	Scenario *scenarios.Scenario
	Preset   scenarios.Preset // without a name for the defaults
	Words    string           // what the run comes to
	results  *scenarios.Results
}

// sharedOf returns what other sites may show of a scenario, the defaults first.
func sharedOf(s *scenarios.Scenario) (list []shared, err error) {
	for _, preset := range append([]scenarios.Preset{{}}, s.New().Presets()...) {
		in := s.New()
		settings, err := scenarios.ParseQuery(preset.Query)
		if err != nil {
			return nil, err
		}
		for _, set := range settings {
			if err := in.Set(set.Name, set.Text); err != nil {
				return nil, err
			}
		}
		rs := view.Run(in, 0)
		list = append(list, shared{s, preset, view.Conclusion(rs), rs})
	}
	return list, nil
}

// path returns where something of it is, without an ending: "fanout", or "fanout/slow-database".
func (sh shared) path() string {
	if sh.Preset.Name == "" {
		return sh.Scenario.ID
	}
	return sh.Scenario.ID + "/" + sh.Preset.Slug()
}

// Title returns the title of its page.
func (sh shared) Title() string {
	if sh.Preset.Name == "" {
		return sh.Scenario.Title
	}
	return sh.Scenario.Title + " – " + sh.Preset.Name
}

// share adds the pictures of a scenario and the pages of its presets.
func (p *pages) share(s *scenarios.Scenario) error {
	list, err := sharedOf(s)
	if err != nil {
		return err
	}
	for _, sh := range list {
		drawn := svg.Timeline(scene.Of(report.Panels(sh.results), scene.View{}), svg.Options{Style: svg.FileCSS()})
		p.out.add(pictureFolder+sh.path()+".svg", []byte(drawn))
		if !p.o.dev {
			data, err := card(sh.Title(), sh.results)
			if err != nil {
				return err
			}
			p.out.add(pictureFolder+sh.path()+".png", data)
		}
		if err := p.oEmbed(sh); err != nil {
			return err
		}
		if sh.Preset.Name != "" {
			if err := p.preset(sh); err != nil {
				return err
			}
		}
	}
	return nil
}

// presetPage is the data of templates/preset.html.
type presetPage struct {
	shared
	Chart template.HTML
	Query template.URL // of the scenario's page with these settings
}

// preset writes the page of a preset: what other sites read of it, and for readers the way to the scenario with its settings.
func (p *pages) preset(sh shared) error {
	folder := "s/" + sh.path() + "/"
	query := template.URL("?" + sh.Preset.Query)
	return p.write(folder+"index.html", "preset", shell{
		Root: "../../../", Path: folder, Card: p.cardPath(sh.path()), OEmbed: p.oEmbedPath(sh.path()), Script: p.assets.Page, Title: sh.Title(), Description: sh.Words, Index: true,
		Refresh: template.URL("../") + query, Body: presetPage{sh, template.HTML(view.Chart(sh.results, view.Widths()[1])), query},
	})
}

// cardPath returns the path of the picture that other sites show with a link. These sites need its whole address: a site that does
// not know where it stands names none.
func (p *pages) cardPath(path string) string {
	if p.o.address == "" {
		return ""
	}
	return pictureFolder + path + ".png"
}

func (p *pages) oEmbedPath(path string) string {
	if p.o.address == "" {
		return ""
	}
	return "oembed/" + path + ".json"
}

// oEmbed adds what sites read that turn a pasted address into a frame (https://oembed.com, section 2.3).
func (p *pages) oEmbed(sh shared) error {
	path := p.oEmbedPath(sh.path())
	if path == "" {
		return nil
	}
	address := strings.TrimSuffix(p.o.address, "/") + "/"
	frame := address + embedFolder + sh.Scenario.ID + "/"
	if sh.Preset.Query != "" {
		frame += "?" + sh.Preset.Query
	}
	const width, height = 700, 600 // of a picture that fits itself in
	data, err := json.Marshal(map[string]any{
		"version": "1.0", "type": "rich", "title": sh.Title(), "width": width, "height": height, "cache_age": 86400,
		"provider_name": "overlap", "provider_url": address,
		"thumbnail_url": address + p.cardPath(sh.path()), "thumbnail_width": cardWidth, "thumbnail_height": cardHeight,
		"html": `<iframe src="` + html.EscapeString(frame) + `" width="700" height="600" title="` + html.EscapeString(sh.Title()) + `" style="border:0" loading="lazy"></iframe>`,
	})
	p.out.add(path, data)
	return err
}
