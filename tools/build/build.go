package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"overlap/scenarios"
	"overlap/site"
)

// build returns the whole site for a compiled program and a list of scenarios.
func build(root string, o options, compiled program, lab interpreter, list []*scenarios.Scenario) (*output, error) {
	out := &output{}
	base, err := o.base()
	if err != nil {
		return nil, err
	}
	a, err := bundleAll(root, o, out, compiled, lab.exists())
	if err != nil {
		return nil, err
	}
	p := &pages{o: o, templates: filepath.Join(root, "site", "templates"), assets: a, out: out}
	if err := p.home(list); err != nil {
		return nil, err
	}
	for i, s := range list {
		if err := errors.Join(scenarios.Validate(s, s.Texts())...); err != nil {
			return nil, err
		}
		if err := p.scenario(list, i); err != nil {
			return nil, fmt.Errorf("scenario %s: %w", s.ID, err)
		}
	}
	if err := p.teach(list); err != nil {
		return nil, err
	}
	if err := p.open(root); err != nil {
		return nil, err
	}
	if err := p.lab(root, lab, list); err != nil {
		return nil, err
	}
	if err := p.pictures(list); err != nil {
		return nil, err
	}
	if err := p.errorPages(); err != nil {
		return nil, err
	}
	if err := rootFiles(root, o, base, out, list); err != nil {
		return nil, err
	}
	if err := exports(root, o, out); err != nil {
		return nil, err
	}
	return out, serviceWorker(root, o, out, p.assets, list)
}

// bundleAll adds the assets that pages load, under names with a hash, and returns the names.
func bundleAll(root string, o options, out *output, compiled program, lab bool) (assets, error) {
	path, err := wasmExecPath()
	if err != nil {
		return assets{}, err
	}
	using, err := users(root)
	if err != nil {
		return assets{}, err
	}
	b := bundler{root: root, dev: o.dev, glue: path}
	names, err := roomNames()
	if err != nil {
		return assets{}, err
	}
	maps.Copy(names, embedNames())
	maps.Copy(names, marking())
	a := assets{Program: out.asset("overlap.wasm", compiled.main), programBytes: len(compiled.main), Chunks: map[string]string{}, Users: using}
	for _, id := range slices.Sorted(maps.Keys(compiled.chunks)) {
		a.Chunks[id] = out.asset(id+".wasm", compiled.chunks[id])
	}
	type asset struct {
		entry, name string
		path        *string
	}
	list := []asset{
		{"css/site.css", "site.css", &a.Style},
		{"css/pages.css", "pages.css", &a.PagesStyle},
		{"css/noscript.css", "noscript.css", &a.NoScript},
		{"ts/page.ts", "page.js", &a.Page},
		{"ts/home.ts", "home.js", &a.Home},
		{"ts/scenario.ts", "scenario.js", &a.Scenario},
		{"ts/kept.ts", "kept.js", &a.Kept},
		{"css/embed.css", "embed.css", &a.EmbedStyle},
		{"ts/embed/frame.ts", "frame.js", &a.Frame},
		{"ts/embed/teach.ts", "teach.js", &a.Teach},
		{"css/open.css", "open.css", &a.OpenStyle},
		{"ts/open/open.ts", "open.js", &a.Open},
		{"css/task.css", "task.css", &a.TaskStyle},
		{"ts/task/task.ts", "task.js", &a.Task},
	}
	if lab {
		list = append(list, asset{"css/lab.css", labPrefix + "style.css", &a.LabStyle}, asset{"ts/lab/lab.ts", labPrefix + "page.js", &a.Lab})
	}
	for _, x := range list {
		data, err := b.bundle(x.entry, names)
		if err != nil {
			return a, err
		}
		*x.path = out.asset(x.name, data)
	}
	return a, embedScripts(b, out)
}

// serviceWorker adds the service worker. It comes last, because the name of its cache is a hash of all other files.
func serviceWorker(root string, o options, out *output, a assets, list []*scenarios.Scenario) error {
	needed, pages := []string{"./", "offline.html", "favicon.svg"}, map[string][]string{}
	for _, f := range out.files {
		if page, ok := strings.CutSuffix(f.name, "/index.html"); ok && !strings.HasPrefix(page, embedFolder) && !strings.HasPrefix(page, taskFolder) && strings.Count(page, "/") < 2 { // pages of presets lead to those of scenarios
			pages[page+"/"] = slices.Concat(a.chunksOf(path.Base(page)), a.later("export"), a.later("faults"), a.later("sequence"), a.later("store"))
		}
		if strings.HasPrefix(f.name, site.Assets) && path.Ext(f.name) != ".wasm" && f.name != a.Known && !forHosts(f.name) && !forLab(f.name) {
			needed = append(needed, f.name)
		}
	}
	for _, s := range list {
		pages["s/"+s.ID+"/"] = append(pages["s/"+s.ID+"/"], "s/"+s.ID+"/"+s.ID+".py") // which readers take along
	}
	pages["teach/"] = append(pages["teach/"], a.Known)
	pages[openFolder] = append(pages[openFolder], openFolder+exampleRun, openFolder+exampleSource)
	define := map[string]string{}
	for name, value := range map[string]any{"BUILD": out.digest(), "NEEDED": needed, "PROGRAM": a.Program, "PAGES": pages} {
		text, err := json.Marshal(value)
		if err != nil {
			return err
		}
		define[name] = string(text)
	}
	b := bundler{root: root, dev: o.dev}
	data, err := b.bundle("ts/worker/sw.ts", define)
	if err != nil {
		return err
	}
	out.add("sw.js", data)
	return nil
}

// rootFiles adds the files that browsers and search engines ask for by name.
func rootFiles(root string, o options, base string, out *output, list []*scenarios.Scenario) error {
	icon, err := os.ReadFile(filepath.Join(root, "site", "favicon.svg"))
	if err != nil {
		return err
	}
	out.add("favicon.svg", icon)
	robots := "User-agent: *\nAllow: /\n"
	if o.address != "" {
		address := strings.TrimSuffix(o.address, "/")
		robots += "Sitemap: " + address + "/sitemap.xml\n"
		out.add("sitemap.xml", sitemap(address, list))
	}
	out.add("robots.txt", []byte(robots))
	return nil
}

// sitemap returns the site map of a site with an address.
func sitemap(address string, list []*scenarios.Scenario) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	paths := []string{"/", "/open/", "/teach/", "/pictures/"}
	for _, s := range list {
		paths = append(paths, "/s/"+s.ID+"/")
	}
	for _, p := range paths {
		b.WriteString("<url><loc>")
		xml.EscapeText(&b, []byte(address+p)) //nolint:errcheck // a buffer takes everything
		b.WriteString("</loc></url>\n")
	}
	b.WriteString("</urlset>\n")
	return b.Bytes()
}

// writeHeaders replaces the generated end of netlify.toml by site.Netlify.
func writeHeaders(path string) error {
	have, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	head, _, ok := strings.Cut(string(have), site.NetlifyMark)
	if !ok {
		return fmt.Errorf("%s has no line %q", path, strings.TrimSpace(site.NetlifyMark))
	}
	return os.WriteFile(path, []byte(head+site.Netlify()), 0o644)
}
