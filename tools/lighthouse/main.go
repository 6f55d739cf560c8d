// Command lighthouse prints what Google's Lighthouse says of the built pages, on a phone and on a desktop:
//
//	make lighthouse                     builds the site, then runs this
//	go run ./tools/lighthouse           with the site that stands in dist, or in the folder of -dist
//
// Lighthouse comes from npm, at the version of package-lock.json; where it cannot be fetched the command says so and
// succeeds. Performance depends on the machine and on what else it does; the other scores do not. Reports are kept below
// artifacts/lighthouse.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"overlap/internal/artifact"
	"overlap/site"
	"overlap/tools/browser"
)

func main() {
	dist := flag.String("dist", "", "the folder of the built site (default dist)")
	flag.Parse()
	if err := run(*dist); err != nil {
		fmt.Fprintln(os.Stderr, "lighthouse:", err)
		os.Exit(1)
	}
}

func run(dist string) error {
	root, err := artifact.ModuleRoot()
	if err != nil {
		return err
	}
	if dist == "" {
		dist = filepath.Join(root, "dist")
	}
	chromium, err := browser.Find()
	if err := errors.Join(err, site.Check(os.DirFS(dist))); err != nil {
		return err
	}
	folder := filepath.Join(root, "tools", "lighthouse")
	if said, err := install(folder); err != nil {
		fmt.Printf("lighthouse: skipped, npm could not fetch it: %v\n%s", err, said)
		return nil
	}
	server := httptest.NewServer(site.Handler(os.DirFS(dist), ""))
	defer server.Close()
	fmt.Printf("%-24s %11s %13s %13s %3s   %7s %7s %7s %5s\n", "", "performance", "accessibility", "best practice", "SEO", "FCP", "LCP", "blocked", "CLS")
	for _, page := range []string{"", "s/fanout/", "s/echo/"} {
		for _, device := range []string{"mobile", "desktop"} {
			r, err := audit(folder, chromium, server.URL+"/"+page, device)
			if err != nil {
				return err
			}
			fmt.Printf("%-24s %s\n", "/"+page+" "+device, r)
		}
	}
	return nil
}

// install fetches Lighthouse unless it is there.
func install(folder string) (said []byte, err error) {
	if _, err := os.Stat(filepath.Join(folder, "node_modules", "lighthouse")); err == nil {
		return nil, nil
	}
	return exec.Command("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder).CombinedOutput()
}

// result is the part of Lighthouse's JSON that is printed.
type result struct {
	Categories map[string]struct{ Score float64 }
	Audits     map[string]struct {
		NumericValue float64
	}
	RuntimeError struct{ Message string }
}

// audit runs Lighthouse on a page, with a connection and a processor that are really slowed down: its default, which computes
// what they would do, differs by ten points from run to run.
func audit(folder, chromium, url, device string) (r result, err error) {
	args := []string{filepath.Join(folder, "node_modules", "lighthouse", "cli", "index.js"), url, "--output=json", "--quiet",
		"--throttling-method=devtools", "--chrome-flags=--headless --no-sandbox --disable-gpu"}
	if device == "desktop" {
		args = append(args, "--preset=desktop")
	}
	cmd := exec.Command("node", args...)
	cmd.Env = append(os.Environ(), "CHROME_PATH="+chromium)
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return r, fmt.Errorf("%s on %s: %w\n%s", url, device, err, said.String())
	}
	if err := json.Unmarshal(out, &r); err != nil {
		return r, err
	}
	if r.RuntimeError.Message != "" {
		return r, errors.New(r.RuntimeError.Message)
	}
	_, err = artifact.Write("lighthouse", strings.NewReplacer("/", "-", ":", "-").Replace(strings.TrimPrefix(url, "http://"))+device+".json", out)
	return r, err
}

// String returns the scores, in hundredths, and the times behind the first of them.
func (r result) String() string {
	score := func(name string) int { return int(r.Categories[name].Score*100 + 0.5) }
	seconds := func(name string) string { return fmt.Sprintf("%.2f s", r.Audits[name].NumericValue/1000) }
	return fmt.Sprintf("%11d %13d %13d %3d   %7s %7s %7s %5.3f", score("performance"), score("accessibility"), score("best-practices"), score("seo"),
		seconds("first-contentful-paint"), seconds("largest-contentful-paint"), seconds("total-blocking-time"), r.Audits["cumulative-layout-shift"].NumericValue)
}
