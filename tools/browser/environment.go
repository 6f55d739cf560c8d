package browser

import (
	"context"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/security"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

// media is the emulated state of the page's media queries.
type media struct {
	dark, still, print, forced bool
}

// Viewport sets the size of the page in CSS pixels. With a width of at most 480 it emulates a phone with touch.
func (p *Page) Viewport(width, height int) {
	p.t.Helper()
	var options []chromedp.EmulateViewportOption
	if width <= 480 {
		options = append(options, chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulatePortrait)
	}
	p.do("set the viewport", chromedp.EmulateViewport(int64(width), int64(height), options...))
}

// Dark sets whether the user prefers dark colours.
func (p *Page) Dark(on bool) {
	p.t.Helper()
	p.media.dark = on
	p.setMedia()
}

// ReducedMotion sets whether the user prefers reduced motion.
func (p *Page) ReducedMotion(on bool) {
	p.t.Helper()
	p.media.still = on
	p.setMedia()
}

// PrintMedia shows the page as it would be printed. See also PDF.
func (p *Page) PrintMedia(on bool) {
	p.t.Helper()
	p.media.print = on
	p.setMedia()
}

// ForcedColors sets whether the user has the system's few colours in place of a page's, as with a high contrast. They are light or
// dark as Dark says.
func (p *Page) ForcedColors(on bool) {
	p.t.Helper()
	p.media.forced = on
	p.setMedia()
}

func (p *Page) setMedia() {
	p.t.Helper()
	params := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: choose(p.media.dark, "dark", "light")},
		{Name: "prefers-reduced-motion", Value: choose(p.media.still, "reduce", "no-preference")},
		{Name: "forced-colors", Value: choose(p.media.forced, "active", "none")},
	}}
	params.Media = choose(p.media.print, "print", "")
	command(p, "set the media features", emulation.SetEmulatedMedia, params)
}

func choose(on bool, yes, no string) string {
	if on {
		return yes
	}
	return no
}

// JavaScript switches the page's scripts on or off, from the next Open or Reload on. Reading, clicking
// and typing work without them.
func (p *Page) JavaScript(on bool) {
	p.t.Helper()
	command(p, "switch scripts", emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
}

// BeforeScripts runs a script in every document that the page opens from now on, before the document's own.
func (p *Page) BeforeScripts(script string) {
	p.t.Helper()
	command(p, "prepare documents", page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}

// Offline cuts the page, and its service worker, from every server.
func (p *Page) Offline(on bool) {
	p.t.Helper()
	params := network.EmulateNetworkConditionsByRuleParams{EmulateOfflineServiceWorker: &on}
	if on {
		params.MatchedNetworkConditions = []*network.Conditions{{Offline: true, DownloadThroughput: -1, UploadThroughput: -1}}
	}
	command(p, "switch the network", network.EmulateNetworkConditionsByRule, params)
}

// CPUThrottle slows the page's thread down by a factor, 1 for not at all. It does not reach workers.
func (p *Page) CPUThrottle(factor float64) {
	p.t.Helper()
	command(p, "slow the processor", emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: factor})
}

// Quota bounds what the pages of an origin ("http://127.0.0.1:8080") may store, in bytes.
func (p *Page) Quota(origin string, bytes int) {
	p.t.Helper()
	size := float64(bytes)
	command(p, "set the quota", storage.OverrideQuotaForOrigin, storage.OverrideQuotaForOriginParams{Origin: origin, QuotaSize: &size})
}

// command sends a command of the DevTools protocol, as a step.
func command[P, R any](p *Page, step string, c cdp.Command[P, R], params P) {
	p.t.Helper()
	p.do(step, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, c, params)
		return err
	}))
}

// TrustAll has the page take any certificate: a test's own server with TLS has one that nobody vouches for.
func (p *Page) TrustAll() {
	p.t.Helper()
	command(p, "take any certificate", security.SetIgnoreCertificateErrors, security.SetIgnoreCertificateErrorsParams{Ignore: true})
}
