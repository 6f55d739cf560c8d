package browser

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/chromedp"

	"overlap/internal/artifact"
)

// patience is how long a step on a page may take. It is long because build servers are slow and shared.
const patience = 30 * time.Second

// Page is a tab. Its methods fail the test when they cannot do what they are asked.
type Page struct {
	t       T
	ctx     context.Context // chromedp's handle of the tab
	console *console
	media   *media

	patience time.Duration // how long poll waits
}

// NewPage opens a tab with storage, cache and cookies of its own, 1280 × 800 pixels, light. The test
// fails at its end if the page had problems that it did not take with Problems.
func (b *Browser) NewPage(t T) *Page {
	t.Helper()
	return open(t, b.ctx, chromedp.WithNewBrowserContext())
}

// Sibling opens another tab that shares storage and cache with this one.
func (p *Page) Sibling() *Page {
	p.t.Helper()
	id := chromedp.FromContext(p.ctx).BrowserContextID
	return open(p.t, p.ctx, chromedp.WithExistingBrowserContext(id))
}

// For returns the same tab for another test, which then fails in the place of the test that opened it: a part of a long visit.
func (p *Page) For(t T) *Page {
	visited := *p
	visited.t = t
	return &visited
}

func open(t T, parent context.Context, option chromedp.ContextOption) *Page {
	t.Helper()
	ctx, cancel := chromedp.NewContext(parent, option)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("browser: no tab could be opened: %v", err)
	}
	p := &Page{t: t, ctx: ctx, console: listen(ctx), media: &media{}, patience: patience}
	p.Viewport(1280, 800)
	t.Cleanup(p.mustBeClean)
	return p
}

// Open goes to an address and returns when the page has loaded, scripts included.
func (p *Page) Open(url string) {
	p.t.Helper()
	p.do("open "+url, chromedp.Navigate(url))
}

// Reload loads the page again and returns when it has loaded.
func (p *Page) Reload() {
	p.t.Helper()
	p.do("reload", chromedp.Reload())
}

// Back goes back in the history, as the browser's button does.
func (p *Page) Back() {
	p.t.Helper()
	p.do("go back", chromedp.NavigateBack())
}

// URL returns the page's present address. During a navigation it waits for the new page.
func (p *Page) URL() string {
	p.t.Helper()
	return p.property("html", "location.href")
}

// do runs actions as one step.
func (p *Page) do(step string, actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if _, err := run(p, chromedp.Steps(actions...)); err != nil {
		p.fail(step, err.Error())
	}
}

func run[R any](p *Page, action chromedp.Action[R]) (R, error) {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, action)
}

// poll calls try every few milliseconds until it succeeds, and after patience fails the test with what the last call said. It
// polls from outside the page, because requestAnimationFrame and MutationObserver do not work in a page without scripts.
func (p *Page) poll(step string, try func() (done bool, said string)) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, p.patience)
	defer cancel()
	ticker := time.NewTicker(10 * time.Millisecond)
	defer ticker.Stop()
	for {
		done, said := try()
		if done {
			return
		}
		select {
		case <-ctx.Done():
			p.fail(step, said+" (after "+p.patience.String()+")")
			return
		case <-ticker.C:
		}
	}
}

// fail fails the test with the evidence.
func (p *Page) fail(step, why string) {
	p.t.Helper()
	p.t.Fatalf("browser: %s: %s\n%s", step, why, p.evidence())
}

// evidence returns the page's address and its last console messages, and writes a screenshot.
func (p *Page) evidence() string {
	var b strings.Builder
	where, err := run(p, chromedp.Evaluate[string](`location.href + "  " + document.title`))
	fmt.Fprintln(&b, "  page:   ", orError(where, err))
	picture, err := run(p, chromedp.FullScreenshot(100)) // PNG, not JPEG: quality 100 says so
	if err == nil {
		where, err = artifact.Write(artifacts, strings.ReplaceAll(p.t.Name(), "/", "-")+"-failed.png", picture)
	}
	fmt.Fprintln(&b, "  picture:", orError(where, err))
	for _, message := range p.console.last(20) {
		fmt.Fprintln(&b, "  console:", clip(message.String()))
	}
	return b.String()
}

func orError(text string, err error) string {
	if err != nil {
		return "(" + err.Error() + ")"
	}
	return text
}
