package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"overlap/tools/browser"
)

// maxPython is what a reader's first run may fetch of Python, compressed.
const maxPython = 4_000_000

// sleepingTasks is a program of %d tasks that each sleep twice.
const sleepingTasks = `import asyncio

async def one():
    await asyncio.sleep(0.1)
    await asyncio.sleep(0.1)

async def main():
    await asyncio.gather(*(one() for _ in range(%d)))

asyncio.run(main())
`

// lab returns what the lab's first run fetches, by file, and how long programs take from Run until their timeline is there: the first
// one with Python's start, the next ones without.
func lab(t browser.T, dist fs.FS) (rows []row) {
	if _, err := fs.Stat(dist, "lab/index.html"); err != nil {
		return nil // the site was built where there was no npm
	}
	sum := 0.0
	for _, name := range []string{"python.wasm", "library.zip", "worker.js", "overlap.json"} {
		size, err := packedSize(dist, "lab-"+name)
		if err != nil {
			t.Fatalf("bench: %v", err)
		}
		sum += size
		rows = append(rows, row{what: name + ", brotli", measured: size, unit: "B", bytes: true})
	}
	rows = append(rows, row{what: "all of Python", measured: sum, budget: maxPython, unit: "B", bytes: true})
	server, b := serve(t, dist), browser.Start(t)
	for i, run := range []struct {
		what   string
		tasks  int
		budget float64
	}{{"the first run, 100 tasks", 100, 2_500}, {"the next, 100 tasks", 100, 250}, {"1,000 tasks", 1_000, 600}, {"10,000 tasks", 10_000, 6_000}} {
		times := 3
		if i == 0 {
			times = 1
		}
		rows = append(rows, row{what: run.what, measured: timeRuns(b.NewPage(t), server, run.tasks, times, i > 0), budget: run.budget, unit: "ms"})
	}
	return rows
}

// packedSize returns the size of a compressed asset whose name begins so before its digest.
func packedSize(dist fs.FS, name string) (float64, error) {
	ext := path.Ext(name)
	found, err := fs.Glob(dist, "assets/"+strings.TrimSuffix(name, ext)+"-*"+ext+".br")
	if err != nil || len(found) != 1 {
		return 0, errors.New("the site has no single assets/" + name + ".br: build it without -dev")
	}
	info, err := fs.Stat(dist, found[0])
	if err != nil {
		return 0, err
	}
	return float64(info.Size()), nil
}

// timeRuns returns the median of what runs of a program with so many tasks take in the lab, in milliseconds. A page that is warm has run
// another program before.
func timeRuns(p *browser.Page, server string, tasks, times int, warm bool) float64 {
	p.Open(server + "/lab/")
	p.WaitFor(`document.documentElement.dataset.lab`)
	measure := func(tasks int) float64 {
		source := fmt.Sprintf(sleepingTasks, tasks)
		browser.Eval[*int](p, `(document.querySelector("#editor").value = `+strconv.Quote(source)+`, delete document.documentElement.dataset.lab,
			window.took = 0, new MutationObserver((_, over) => { over.disconnect(); window.took = performance.now() - window.began }).observe(document.documentElement, { attributeFilter: ["data-lab"] }),
			window.began = performance.now(), document.querySelector("#go").click(), 0)`)
		p.WaitFor(`window.took > 0`)
		return browser.Eval[float64](p, `window.took`)
	}
	if warm {
		measure(1)
	}
	var list []float64
	for range times {
		list = append(list, measure(tasks))
	}
	p.Open("about:blank") // ends the page, which would use the processor
	return median(list)
}
