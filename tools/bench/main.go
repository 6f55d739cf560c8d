// Command bench prints what overlap costs on this machine beside what it may cost: bytes, time and memory.
//
//	make bench                          builds the site, then runs this
//	go run ./tools/bench                with the site that stands in dist, or in the folder of -dist
//	go run ./tools/bench loop clients   only the tables with such a word in their titles
//
// Every time is a median of several runs. Where there is a rival, it runs the same load in the same minute, so that
// a slow machine slows both. Rows over their budget are marked; only rows of bytes, which are the same on every machine,
// make the command fail.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"overlap/internal/artifact"
	"overlap/site"
	"overlap/tools/browser"
)

func main() {
	dist := flag.String("dist", "", "the folder of the built site (default dist)")
	echo := flag.Bool("echo", false, "be the plain echo server that others are compared with")
	flag.Parse()
	if *echo {
		fmt.Fprintln(os.Stderr, "bench:", serveEcho())
		os.Exit(1)
	}
	tooLarge := false
	status := browser.Program("bench", func(t browser.T) { tooLarge = bench(t, *dist, flag.Args()) })
	if tooLarge {
		status = 1
	}
	os.Exit(status)
}

// bench measures and prints one table after the other, those whose titles have one of the words or all, and reports whether
// the site is over its budget of bytes.
func bench(t browser.T, folder string, words []string) (tooLarge bool) {
	root, err := artifact.ModuleRoot()
	if err != nil {
		t.Fatalf("bench: %v", err)
	}
	if folder == "" {
		folder = filepath.Join(root, "dist")
	}
	dist := os.DirFS(folder)
	if err := site.Check(dist); err != nil {
		t.Fatalf("bench: %v", err)
	}
	fmt.Println(describeMachine() + "\n")
	tables := []struct {
		title, doing string
		measure      func() []row
	}{
		{"Until a page is interactive, brotli", "reading dist", func() []row { return pageSizes(t, dist) }},
		{"Ten pictures in another site's page, Chromium", "reading a page with ten pictures", func() []row { return embeds(t, dist) }},
		{"A parameter changes → its new chart is in the DOM, Chromium", "moving sliders", func() []row { return scenarioSliders(t, dist) }},
		{"The same with many tasks, Chromium", "moving sliders of long runs", func() []row { return longRuns(t, dist) }},
		{"A file of records is opened → its chart is in the DOM, Chromium", "opening long files", func() []row { return opening(t, dist) }},
		{"The lab: Python, and from Run to a timeline, Chromium", "running programs in the lab", func() []row { return lab(t, dist) }},
		{"The event loop, trace on", "running the engine's benchmarks, natively and in Chromium", func() []row { return eventLoops(t, root) }},
		{"A line there and one back over a connection in memory, trace off", "playing ping-pong", func() []row { return pingPong(t, root) }},
		{"10,000 echo clients, each answered after 100 ms", "running echo's and TCP's benchmarks", func() []row { return clients(t, root) }},
		{"10,000 echo clients at once, each server a process", "asking echo servers", func() []row { return rivals(t, root) }},
		{"The processor time of asyncio programs that are traced", "tracing Python programs", func() []row { return tracing(t, root) }},
		{"The site, beside net/http's file server", "fetching pages", func() []row { return serving(t, root) }},
		{"One request of fanout over TCP on loopback, longer than the model by", "asking over TCP", func() []row { return overTCP(t) }},
	}
	for _, table := range tables {
		if len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return strings.Contains(table.title, w) }) {
			continue
		}
		fmt.Fprintln(os.Stderr, "bench:", table.doing)
		rows := table.measure()
		write(os.Stdout, table.title, rows)
		for _, r := range rows {
			tooLarge = tooLarge || r.bytes && r.over()
		}
	}
	return tooLarge
}

// describeMachine returns a line about the machine that is measured and the load of other programs on it.
func describeMachine() string {
	cores := runtime.NumCPU()
	said := runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH + ", " + strconv.Itoa(cores) + " processors"
	loadavg, err := os.ReadFile("/proc/loadavg") // only Linux has it
	if err != nil {
		return said
	}
	load, _, _ := strings.Cut(string(loadavg), " ")
	said += ", load " + load
	if busy, err := strconv.ParseFloat(load, 64); err == nil && busy > float64(cores)/2 {
		said += ": others are at work, times are longer than they need be"
	}
	return said
}
