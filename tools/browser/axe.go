package browser

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"
)

// Violation is a rule of accessibility that a page breaks.
type Violation struct {
	ID, Impact, Help, HelpURL string
	Elements                  []Element
}

// Element is an element that breaks a rule, and how to mend it.
type Element struct {
	Target, Summary string
}

// String returns the violation in a few lines.
func (v Violation) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s): %s, %s", v.ID, v.Impact, v.Help, v.HelpURL)
	for _, element := range v.Elements {
		fmt.Fprintf(&b, "\n  %s: %s", element.Target, strings.Join(strings.Fields(element.Summary), " "))
	}
	return b.String()
}

//go:embed axe.js
var axeJS string

// Axe checks the page as it is now with axe-core and returns the rules it breaks. The tags choose the
// rules; without any it is WCAG 2.2 to level AA and axe-core's best practices. Frames inside the page are
// left out: check the page that they show.
func (p *Page) Axe(tags ...string) []Violation {
	p.t.Helper()
	source := Package(p.t, "axe-core/axe.min.js")
	if len(tags) == 0 {
		tags = []string{"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"}
	}
	if !Eval[bool](p, "Boolean(window.axe)") {
		// Evaluated by the debugger: a <script> or eval would be refused by the page's policy.
		p.do("load axe-core", chromedp.Evaluate[chromedp.Void](source))
	}
	list, err := json.Marshal(tags)
	if err != nil {
		p.t.Fatalf("browser: %v", err)
	}
	p.WaitFor(`!document.getAnimations().some(a => a instanceof CSSTransition)`) // what fades has little contrast
	return Eval[[]Violation](p, "("+axeJS+")("+string(list)+")")
}

// MustBeAccessible fails the test for each rule that Axe finds broken.
func (p *Page) MustBeAccessible(tags ...string) {
	p.t.Helper()
	for _, violation := range p.Axe(tags...) {
		p.t.Errorf("browser: %v", violation)
	}
}
