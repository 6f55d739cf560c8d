package browser

import (
	"encoding/json"
	"strings"

	"github.com/chromedp/chromedp"
)

// Eval returns the value of a JavaScript expression; of a promise, the value it resolves to. The debugger runs the expression,
// to which the page's Content-Security-Policy does not apply.
func Eval[R any](p *Page, expression string) R {
	p.t.Helper()
	value, err := run(p, chromedp.Evaluate[R](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.fail("evaluate "+expression, err.Error())
	}
	return value
}

// Text returns the text of the first element that matches a CSS selector, as the user sees it, once
// there is one.
func (p *Page) Text(selector string) string {
	p.t.Helper()
	return p.property(selector, "(e.innerText ?? e.textContent).trim()")
}

// Value returns the value of a form control.
func (p *Page) Value(selector string) string {
	p.t.Helper()
	return p.property(selector, "String(e.value)")
}

// Attr returns an attribute of the first element that matches a CSS selector, "" where it has none.
func (p *Page) Attr(selector, name string) string {
	p.t.Helper()
	return p.property(selector, "e.getAttribute("+quote(name)+") ?? ''")
}

// Count returns how many elements match a CSS selector now.
func (p *Page) Count(selector string) int {
	p.t.Helper()
	return Eval[int](p, "document.querySelectorAll("+quote(selector)+").length")
}

// property waits for an element e and returns the value of an expression.
func (p *Page) property(selector, expression string) string {
	p.t.Helper()
	var found *string
	p.poll("read "+selector, func() (bool, string) {
		var err error
		found, err = run(p, chromedp.Evaluate[*string](onElement(selector, expression)))
		if err != nil {
			return false, err.Error()
		}
		return found != nil, "no element matches"
	})
	return *found
}

// onElement returns JavaScript for an expression of the element e that a selector finds; null when it finds none.
func onElement(selector, expression string) string {
	return "(e => e && (" + expression + "))(document.querySelector(" + quote(selector) + "))"
}

// WaitFor waits until a JavaScript expression is true.
func (p *Page) WaitFor(expression string) {
	p.t.Helper()
	p.poll("wait for "+expression, func() (bool, string) {
		var last string
		value, err := run(p, chromedp.Evaluate[*bool]("Boolean("+expression+")"))
		if err != nil {
			last = err.Error()
		} else {
			last = "it is still false"
		}
		return value != nil && *value, last
	})
}

// WaitText waits until the text of the first element that matches a CSS selector contains want.
func (p *Page) WaitText(selector, want string) {
	p.t.Helper()
	p.poll("wait for "+selector+" to say "+quote(want), func() (bool, string) {
		text, err := run(p, chromedp.Evaluate[*string](onElement(selector, "e.innerText ?? e.textContent")))
		switch {
		case err != nil:
			return false, err.Error()
		case text == nil:
			return false, "no element matches"
		}
		return strings.Contains(*text, want), "it says " + quote(clip(strings.TrimSpace(*text)))
	})
}

func clip(text string) string {
	if len(text) > 300 {
		return text[:300] + "…"
	}
	return text
}

// quote returns a string as a JavaScript literal.
func quote(s string) string {
	text, err := json.Marshal(s)
	if err != nil {
		panic("browser: a string that JSON cannot hold: " + err.Error())
	}
	return string(text)
}
