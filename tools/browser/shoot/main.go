// Shoot takes the set of pictures by which a page is judged: 1280, 768 and 360 pixels wide, dark, in
// forced colours, and printed.
//
//	go run ./tools/browser/shoot -url http://127.0.0.1:8080/s/fanout/ -out /tmp/fanout
//
// What went wrong on the page's console is an error too.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"overlap/internal/artifact"
	"overlap/tools/browser"
)

func main() {
	url := flag.String("url", "", "address of the `page`")
	out := flag.String("out", "", "`folder` for the pictures (default artifacts/shoot at the module root)")
	wait := flag.String("wait", "true", "JavaScript `expression` to wait for before each picture")
	flag.Parse()
	if *url == "" || flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "shoot: -url is needed, and nothing but flags")
		os.Exit(2)
	}
	os.Exit(browser.Program("shoot", func(t browser.T) { shoot(t, *url, *out, *wait) }))
}

// views are the ways in which the page is shown.
func views() []view {
	return []view{
		{name: "1280", width: 1280, height: 800},
		{name: "768", width: 768, height: 1024},
		{name: "360", width: 360, height: 740},
		{name: "dark", width: 1280, height: 800, dark: true},
		{name: "dark-360", width: 360, height: 740, dark: true},
		{name: "forced", width: 1280, height: 800, dark: true, forced: true},
		{name: "print", width: 718, height: 1047, print: true}, // A4 within margins of 1 cm, at 96 pixels an inch
	}
}

type view struct {
	name                string
	width, height       int
	dark, forced, print bool
}

func shoot(t browser.T, url, out, wait string) {
	t.Helper()
	page := browser.Start(t).NewPage(t)
	page.Open(url)
	for _, v := range views() {
		page.Viewport(v.width, v.height)
		page.Dark(v.dark)
		page.ForcedColors(v.forced)
		page.PrintMedia(v.print)
		page.WaitFor(wait)
		savePicture(t, out, v.name+".png", page.PNG())
	}
	savePicture(t, out, "print.pdf", page.PDF())
}

func savePicture(t browser.T, folder, name string, data []byte) {
	t.Helper()
	path, err := filepath.Join(folder, name), error(nil)
	if folder == "" {
		path, err = artifact.Write("shoot", name, data)
	} else if err = os.MkdirAll(folder, 0o755); err == nil {
		err = os.WriteFile(path, data, 0o644)
	}
	if err != nil {
		t.Fatalf("shoot: %v", err)
	}
	t.Logf("%s", path)
}
