package main

import (
	_ "embed"
	"fmt"
	"io/fs"
	"strings"

	"overlap/tools/browser"
)

// recording returns a trace of so many records: a thousand tasks that sleep again and again, each at its own line.
func recording(records int) []byte {
	const tasks = 1_000
	var b strings.Builder
	b.WriteString(`{"trace":"overlap","schema":1,"clock":"monotonic","impl":"cpython","program":"long.py"}` + "\n")
	for n := 1; n <= tasks; n++ {
		fmt.Fprintf(&b, `{"at":0,"kind":"made","task":%d,"name":"worker %d","parent":0}`+"\n", n, n)
	}
	for at, n := 1, tasks; n < records; at++ {
		task := at%tasks + 1
		fmt.Fprintf(&b, `{"at":%d,"kind":"running","task":%d,"line":%d}`+"\n", at*1000, task, task)
		fmt.Fprintf(&b, `{"at":%d,"kind":"waiting","task":%d,"why":"sleep","for":"","due":%d,"line":%d}`+"\n", at*1000+500, task, (at+tasks)*1000, task)
		n += 2
	}
	return []byte(b.String())
}

// openingJS waits for a file that is opened.
//
//go:embed opening.js
var openingJS string

// opened is what opening a file came to, in milliseconds.
type opened struct {
	Total   float64 // until the picture stands
	Longest float64 // the longest task of the main thread until the page is at rest
}

// opening opens long recordings in the page.
func opening(t browser.T, dist fs.FS) (rows []row) {
	server, b := serve(t, dist), browser.Start(t)
	longest := row{what: "the longest task of the main thread", budget: 100, unit: "ms"}
	for _, file := range []struct {
		what    string
		records int
		budget  float64
	}{{"100,000 records", 100_000, 1_500}, {"1,000,000 records, 300,000 kept", 1_000_000, 6_000}} {
		p := b.NewPage(t)
		p.Open(server + "/open/")
		p.WaitFor(`document.querySelector("#opened").textContent.includes("is shown")`)
		browser.Eval[*int](p, "("+openingJS+`)()`)
		p.Upload("#file", "long.jsonl", recording(file.records))
		p.WaitFor(`window.opening.Rested`)
		o := browser.Eval[opened](p, `window.opening`)
		rows = append(rows, row{what: file.what, measured: o.Total, budget: file.budget, unit: "ms"})
		if o.Longest > longest.measured {
			longest.measured, longest.note = o.Longest, file.what
		}
		p.Open("about:blank") // ends the page, which would use the processor
	}
	return append(rows, longest)
}
