package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"overlap/python"
	"overlap/report/check"
	"overlap/scenarios"
	"overlap/site"
	"overlap/site/challenge"
	"overlap/site/view"
)

// interpreter is what the lab's page fetches with the first run: Pyodide, which npm installs, with a trimmed library, and CodeMirror.
type interpreter struct {
	worker, wasm, library, python []byte // none when npm could not install it
	editor                        []byte
}

func (i interpreter) exists() bool { return i.wasm != nil }

// labFolder is where the page is on which readers run programs of their own.
const labFolder = "lab/"

// prepareLab returns the interpreter, and a sentence about it. The site is whole without one: then it has no lab, and the sentence says why.
func prepareLab(root string, o options) (lab interpreter, result string, err error) {
	files, err := readPython()
	if err != nil {
		return lab, "", err
	}
	library, problem := trimmedLibrary(root, files)
	if problem != nil {
		return interpreter{}, "the site has no lab: " + problem.Error(), nil
	}
	lab.library, lab.python = library, files
	if lab.wasm, err = os.ReadFile(filepath.Join(pyodide(root), "pyodide.asm.wasm")); err != nil {
		return lab, "", err
	}
	b := bundler{root: root, dev: o.dev}
	if lab.worker, err = b.bundle("ts/lab/worker.ts", nil); err != nil {
		return lab, "", err
	}
	lab.editor, err = b.bundle("ts/lab/codemirror.mts", nil)
	return lab, fmt.Sprintf("%.1f MB", float64(len(lab.worker)+len(lab.wasm)+len(lab.library)+len(lab.python))/1e6), err
}

func pyodide(root string) string {
	return filepath.Join(root, "site", "lab", "node_modules", "pyodide")
}

// readPython returns the packages of ours as the page reads them: an object with the texts of their files.
func readPython() ([]byte, error) {
	names, err := fs.Glob(python.Files, "*/*.py")
	if err != nil {
		return nil, err
	}
	texts := map[string]string{}
	for _, name := range names {
		text, err := python.Files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		texts[name] = string(text)
	}
	return json.Marshal(texts)
}

// trimmedLibrary returns Python's library for the page. It is made once for each version of what it is made of, and kept in .cache.
func trimmedLibrary(root string, files []byte) ([]byte, error) {
	folder := filepath.Join(root, "site", "lab")
	if err := install(folder); err != nil {
		return nil, err
	}
	parts := [][]byte{files}
	for _, name := range []string{"package-lock.json", "trim.mjs"} {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return nil, err
		}
		parts = append(parts, text)
	}
	kept := filepath.Join(root, ".cache", "python-"+digest(parts...)+".zip")
	if data, err := os.ReadFile(kept); err == nil {
		return data, nil
	}
	if err := os.MkdirAll(filepath.Dir(kept), 0o755); err != nil {
		return nil, err
	}
	if err := command(folder, "node", "trim.mjs", kept, filepath.Join(root, "python")); err != nil {
		return nil, err
	}
	return os.ReadFile(kept)
}

// install has npm install the interpreter, unless that was done.
func install(folder string) error {
	lock := filepath.Join(folder, "package-lock.json")
	done := filepath.Join(folder, "node_modules", ".package-lock.json")
	asked, err := os.Stat(lock)
	if err != nil {
		return err
	}
	if have, err := os.Stat(done); err == nil && !have.ModTime().Before(asked.ModTime()) {
		return nil
	}
	if err := command(folder, "npm", "ci", "--no-audit", "--no-fund"); err != nil {
		return err
	}
	return os.Chtimes(done, asked.ModTime(), asked.ModTime())
}

// command runs a command of Node's. The error is short: it stands in a line of the build.
func command(folder, name string, args ...string) error {
	c := exec.Command(name, args...)
	c.Dir = folder
	said, err := c.CombinedOutput()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return errors.New("there is no " + name)
	case err != nil:
		last := strings.Split(strings.TrimSpace(string(said)), "\n")
		return fmt.Errorf("%s failed: %s", name, last[0])
	}
	return nil
}

// labPage is the data of templates/lab.html.
type labPage struct {
	Worker, Wasm, Library, Python string // names of assets
	Bytes                         int    // of all four, before compression
	Editor                        string // the name of the asset that replaces the textarea
	Groups                        []exampleGroup
	Kinds                         []check.Kind
	MostSeeds                     int
	Stage                         *scenarioPage
}

// exampleGroup is a part of the list of programs to begin with.
type exampleGroup struct {
	Name     string
	Examples []example
}

type example struct {
	ID, Title, File string
	Pieces          []string // of the page's program, with the scenario that the example is the twin of
}

// lab writes the page on which readers run programs of their own, unless there is no interpreter.
func (p *pages) lab(root string, made interpreter, list []*scenarios.Scenario) error {
	if !made.exists() {
		return nil
	}
	body := &labPage{
		Worker: p.out.asset(labPrefix+"worker.js", made.worker), Wasm: p.out.asset(labPrefix+"python.wasm", made.wasm),
		Library: p.out.asset(labPrefix+"library.zip", made.library), Python: p.out.asset(labPrefix+"overlap.json", made.python),
		Editor: p.out.asset(labPrefix+"editor.js", made.editor),
		Bytes:  len(made.worker) + len(made.wasm) + len(made.library) + len(made.python),
	}
	own, err := p.examples(root)
	if err != nil {
		return err
	}
	nothing, err := recording([]byte(noRun))
	if err != nil {
		return err
	}
	first := scenarios.Recording("lab", nothing.Header.Program, scenarios.Recorded{Title: nothing.Header.Program, Trace: nothing.Runs[0].Trace})
	body.Stage = recordedStage(first, view.Run(first.New(), 0))
	tasks, err := p.challenges(list)
	if err != nil {
		return err
	}
	body.Groups = append(append(own, tasks), p.twins(list)...)
	body.Kinds, body.MostSeeds = check.Kinds(), challenge.MostSeeds
	if err := p.write(labFolder+"index.html", "lab", shell{
		Root: "../", Path: labFolder, Card: p.cardPath("home"), Script: p.assets.Lab, Title: "Your own asyncio program on a timeline", Index: true, Body: body, Styles: []string{p.assets.LabStyle},
		Description: "Write or paste a Python program that uses asyncio, run it in the browser without waiting, and see what its tasks wait for.",
	}); err != nil {
		return err
	}
	return p.challengeTask(root, body, tasks)
}

// noRun is what the stage shows before the first run, when it is hidden.
const noRun = `{"trace":"overlap","schema":1,"program":"program.py"}
{"at":0,"kind":"made","task":1,"name":"main"}
`

// labPrefix begins the names of assets that only the lab fetches.
const labPrefix = "lab-"

// forLab reports whether an asset is for the lab only, so that readers of other pages need not keep it.
func forLab(asset string) bool {
	return strings.HasPrefix(strings.TrimPrefix(asset, site.Assets), labPrefix)
}

// beginnings are the programs of python/examples, in the order of the list.
func beginnings() []example {
	return []example{
		{ID: "empty", Title: "Hello"}, {ID: "fanout", Title: "Three servers, in turn and at once"}, {ID: "downloads", Title: "Downloads with aiohttp and requests"},
		{ID: "restaurant", Title: "A restaurant: a queue and a lock"}, {ID: "failure", Title: "One of three fails"}, {ID: "completed", Title: "Results as they come, and timeouts"},
		{ID: "race", Title: "A counter that loses updates"}, {ID: "meeting", Title: "Semaphore, event, condition, barrier"}, {ID: "breaker", Title: "Retries and a breaker"},
		{ID: "scraper", Title: "A scraper with three workers"}, {ID: "threads", Title: "Blocking calls, in threads and not"}, {ID: "echo", Title: "A thousand clients at once"},
	}
}

// examples adds the programs that readers may begin with.
func (p *pages) examples(root string) (groups []exampleGroup, err error) {
	group := exampleGroup{Name: "To begin with"}
	for _, x := range beginnings() {
		text, err := os.ReadFile(filepath.Join(root, "python", "examples", x.ID+".py"))
		if err != nil {
			return nil, err
		}
		x.File = p.out.asset(labPrefix+x.ID+".py", text)
		x.ID = "try-" + x.ID // a scenario may have the same
		group.Examples = append(group.Examples, x)
	}
	return []exampleGroup{group}, nil
}

// labLink is the link to a scenario's twin in the lab; it stands beside the tabs, which are always in sight.
func labLink(s *scenarios.Scenario) string {
	return `<a class="edit" href="../../` + labFolder + `?example=` + s.ID + `" data-lab>Edit and run</a>`
}

// challengeLink is the link to a scenario's challenge, if it has one; it stands above the twin's listing.
func challengeLink(s *scenarios.Scenario) string {
	if !s.HasChallenge() {
		return ""
	}
	return `<a href="../../` + labFolder + `?challenge=` + s.ID + `">Challenge</a> · `
}

// twins returns the scenarios' programs by topic, whose files stand beside the scenarios' pages.
func (p *pages) twins(list []*scenarios.Scenario) (groups []exampleGroup) {
	for _, t := range scenarios.Topics() {
		group := exampleGroup{Name: t.String()}
		for _, s := range list {
			if s.Topic == t {
				group.Examples = append(group.Examples, example{s.ID, s.Title, "s/" + s.ID + "/" + s.ID + ".py", p.assets.chunksOf(s.ID)})
			}
		}
		if len(group.Examples) > 0 {
			groups = append(groups, group)
		}
	}
	return groups
}

// roomNames are the definitions that the lab's script needs.
func roomNames() (map[string]string, error) {
	text, err := json.Marshal(map[string]string{"script": site.Room, "policy": site.RoomPolicy()})
	return map[string]string{"ROOM": string(text)}, err
}
