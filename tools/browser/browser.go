// Package browser drives a real Chromium for tests of real pages: what a user sees and does, under the
// policies that the site sends. A test reads like the user's actions:
//
//	page := browser.Start(t).NewPage(t)
//	page.Open(site + "/s/fanout/")
//	page.SetRange("#db", 400)
//	page.WaitText("#sequential-total", "1.72 s")
//
// Every step waits, within a bound, until it can be done, and otherwise fails the test with the page's address, its console,
// and a screenshot among the artefacts. At its end a test fails for every problem on the console that it did not take with
// Problems.
//
// The browser is driven through its DevTools protocol by chromedp, which is pure Go: there is no driver
// to install, and no second language for tests.
package browser

import (
	"context"
	"os"
	"strings"

	"github.com/chromedp/chromedp"
)

// T is the test that pages report to: a *testing.T, or the T of Program. Fatalf and Skipf do not return.
type T interface {
	Helper()
	Name() string
	Cleanup(func())
	Logf(format string, args ...any)
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Skipf(format string, args ...any)
}

// Browser is a running Chromium with a fresh profile.
type Browser struct {
	ctx context.Context // chromedp's handle of the browser
}

// Start starts a browser that stops with the test. It installs one where there is none and it can. Otherwise it skips the
// test, or on a build server (CI=true) fails it, since a skipped test would be taken for a passed one there.
//
// A browser takes a second to start: share it among subtests, each with a page of its own.
func Start(t T) *Browser {
	t.Helper()
	path, err := Find()
	if err != nil {
		if err = Install(context.Background(), os.Stderr); err == nil {
			path, err = Find()
		}
	}
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%v", err)
		}
		t.Skipf("%v", err)
	}
	b, stop, err := launch(path)
	if err != nil {
		t.Fatalf("browser: %s did not start: %v", path, err)
	}
	t.Cleanup(stop)
	return b
}

func launch(path string) (*Browser, func(), error) {
	// chromedp gives the browser a fresh user-data-dir and removes it, and its processes, at the end.
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), flags(path)...)
	ctx, stopBrowser := chromedp.NewContext(allocator)
	stop := func() {
		stopBrowser()
		stopAllocator()
	}
	if err := chromedp.Do(ctx); err != nil { // the first call starts the browser
		stop()
		return nil, nil, err
	}
	return &Browser{ctx}, stop, nil
}

// unwanted are Chromium's features that tests do without. The address bar's list is two pages, for which each new window starts a
// program. Presses are discarded in frames of other origins that moved within half a second, which people are too slow to do.
var unwanted = []string{"Translate", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "DiscardInputEventsToRecentlyMovedFrames"}

// flags start Chromium so that one run is like the next: no network of its own, no GPU that a build
// server lacks, no update. The sandbox needs privileges that containers do not have; it protects from
// hostile pages, and only our own are opened here.
func flags(path string) []chromedp.ExecAllocatorOption {
	return append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.NoSandbox,
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("allow-pre-commit-input", true), // what is pressed before a page's first paint would be dropped
		chromedp.Flag("disable-features", strings.Join(unwanted, ",")),
		chromedp.WindowSize(1280, 800),
	)
}
