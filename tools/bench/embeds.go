package main

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"

	"overlap/site"
	"overlap/tools/browser"
	"overlap/tools/sizes"
)

// embeds returns what pictures cost in another site's page: the largest page of one, the script of the element, how many of ten run
// when a reader arrives, and what all ten fetch for who reads to the end.
func embeds(t browser.T, dist fs.FS) []row {
	files, err := sizes.Embeds(dist)
	if err != nil {
		t.Fatalf("bench: %v", err)
	}
	largest, element := files[0], files[len(files)-1]
	for _, f := range files {
		if f.Brotli > largest.Brotli {
			largest = f
		}
	}
	rows := []row{
		{what: "its page, brotli: " + strings.TrimSuffix(largest.Name, "index.html"), measured: float64(largest.Brotli), budget: float64(largest.Max), unit: "B", bytes: true},
		{what: "embed.js, brotli", measured: float64(element.Brotli), budget: float64(element.Max), unit: "B", bytes: true},
	}
	running, fetched := readTen(t, dist)
	return append(rows,
		row{what: "programs that run at first", measured: float64(running), budget: 1},
		row{what: "fetched for all ten", measured: float64(fetched), budget: 1e6, unit: "B", bytes: true})
}

// readTen opens a page of another site with ten pictures, each a screen below the one before, and reads it to its end. It returns how
// many programs ran before the reader scrolled, and how many bytes were fetched in the end.
func readTen(t browser.T, dist fs.FS) (running int, fetched int64) {
	var sent atomic.Int64
	handler := site.Handler(dist, "")
	pictures := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.ServeHTTP(&counting{w, &sent}, r) }))
	t.Cleanup(pictures.Close)
	body := `<script>ready = hello = 0; addEventListener("message", e => { ready += e.data.type === "ready"; hello += e.data.type === "hello" })</script>` +
		strings.Repeat(`<iframe title="picture" width="700" height="600" src="`+pictures.URL+`/embed/fanout/"></iframe><p style="height:900px">text</p>`, 10)
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, `<!doctype html><link rel="icon" href="data:,"><title>ten</title>`+body) //nolint:errcheck // a reader that has gone
	}))
	t.Cleanup(host.Close)
	p := browser.Start(t).NewPage(t)
	p.Open(strings.Replace(host.URL, "127.0.0.1", "localhost", 1)) // of another site than the pictures
	p.WaitFor("hello === 10 && ready > 0")
	running = browser.Eval[int](p, "ready")
	for i := range 10 {
		browser.Eval[*int](p, fmt.Sprintf(`(document.querySelectorAll("iframe")[%d].scrollIntoView(), 0)`, i))
		p.WaitFor(fmt.Sprintf("ready > %d", i))
	}
	return running, sent.Load()
}

// counting counts the bytes of the bodies that a server sends.
type counting struct {
	http.ResponseWriter
	sent *atomic.Int64
}

func (c *counting) Write(b []byte) (int, error) {
	n, err := c.ResponseWriter.Write(b)
	c.sent.Add(int64(n))
	return n, err
}
