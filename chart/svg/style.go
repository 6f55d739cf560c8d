package svg

import (
	_ "embed"
	"strings"

	"overlap/chart/scene"
	"overlap/chart/words"
)

// rules is the style of every chart, with the colours as custom properties.
//
//go:embed chart.css
var rules string

// colour is a custom property of the rules with its values for light and dark.
type colour struct{ name, light, dark string }

// palette returns the colours. Bars have a contrast of 3:1 to the paper and texts of 4.5:1, in light and in dark. Running
// and ready to run share a hue, because a ready task waits to run; so do holding a lock and waiting for a lock.
func palette() []colour {
	return []colour{
		{"paper", "#ffffff", "#181c22"},
		{"ink", "#1b1f24", "#e8eaed"},
		{"soft", "#5c6570", "#9aa4af"},
		{"grid", "#e6e8e4", "#2a3038"},
		{"thin", "#8b939c", "#6f7985"},
		{"wait", "#2f6fdb", "#6ea1f5"},
		{"wait-fill", "#dbe7fc", "#1b3156"},
		{"held", "#c2255c", "#f0709c"},
		{"held-fill", "#fbe3ec", "#4a1d30"},
		{"run", "#d9730d", "#ffa23a"},
		{"on-run", "#1b1f24", "#1b1f24"},
		{"ready-fill", "#fdf1e0", "#3d2c14"},
		{"fail", "#c92a2a", "#ff8787"},
		{"fail-fill", "#fdeaea", "#481d1d"},
		{"good", "#2b8a3e", "#5fbf74"},
		{"good-fill", "#e6f5e9", "#15321d"},
	}
}

// CSS returns the style sheet of charts in pages. Colours follow the reader's preference unless the page's root element has
// data-theme="light" or "dark". A page may override them. Where colours are forced, texts have the reader's.
func CSS() string {
	light, dark := "", ""
	for _, c := range palette() {
		light += "--chart-" + c.name + ":" + c.light + ";"
		dark += "--chart-" + c.name + ":" + c.dark + ";"
	}
	return ":root{" + light + "}\n" +
		"@media (prefers-color-scheme:dark){:root:not([data-theme=light]){" + dark + "}}\n" +
		":root[data-theme=dark]{" + dark + "}\n" +
		"@media print{:root:root{" + light + "}}\n" +
		"@media (forced-colors:active){:root:root{--chart-ink:CanvasText;--chart-soft:CanvasText;--chart-paper:Canvas}}\n" + rules
}

// FileCSS returns the style of a file whose colours follow the preference of who looks at it.
func FileCSS() string {
	dark := map[string]string{}
	light := map[string]string{}
	for _, c := range palette() {
		light["--chart-"+c.name], dark["--chart-"+c.name] = c.light, c.dark
	}
	return SeenCSS(func(name string) string { return light[name] }) +
		"@media (prefers-color-scheme:dark){" + SeenCSS(func(name string) string { return dark[name] }) + "}"
}

// SeenCSS returns the style of a file in the colours of a page, whose custom properties value returns by name. The colours
// stand in place of the properties: programs that turn an SVG file into pixels seldom know custom properties, and would
// draw everything black.
func SeenCSS(value func(property string) string) string {
	out := ""
	for part := range strings.SplitSeq(rules, "var(") {
		if out == "" {
			out = part
			continue
		}
		property, rest, _ := strings.Cut(part, ")")
		out += value(property) + rest
	}
	return out
}

// lookNames are the ends of the looks' class names and pattern ids.
var lookNames = [scene.Looks]string{scene.Thin: "thin", scene.Waiting: "wait", scene.Held: "held", scene.Retrying: "retry", scene.Endless: "stuck", scene.Ready: "ready", scene.Running: "run", scene.Owned: "owned",
	scene.InPlain: "plain", scene.InGood: "good", scene.InLimited: "limited", scene.InBad: "bad"}

// patterned reports whether a look is drawn with a pattern.
func patterned(k scene.Look) bool { return k != scene.Thin && k != scene.Running }

// patterns writes the patterns by which looks are told apart without colour: diagonal stripes for waiting, a lattice for
// held up, crosses for a dropped request, vertical stripes for waiting for ever, dots for ready, horizontal stripes for holding, dots and wide stripes for states
// that let some pass or nothing. Running is solid.
func (l *Layout) patterns(out *words.Pen) {
	out.Raw("<defs>")
	l.pattern(out, scene.Waiting, "5", ` patternTransform="rotate(45)"`, `<path d="M1 0V5"/>`)
	l.pattern(out, scene.Held, "6", "", `<path d="M0 0L6 6M6 0L0 6"/>`)
	l.pattern(out, scene.Retrying, "9", "", `<path d="M2 2l5 5M7 2l-5 5"/>`)
	l.pattern(out, scene.Endless, "6", "", `<path d="M1 0V6"/>`)
	l.pattern(out, scene.Ready, "5", "", `<circle cx="2.5" cy="2.5" r="1"/>`)
	l.pattern(out, scene.Owned, "4", "", `<path d="M0 1H4"/>`)
	l.pattern(out, scene.InPlain, "8", "", "")
	l.pattern(out, scene.InGood, "8", "", "")
	l.pattern(out, scene.InLimited, "6", "", `<circle cx="3" cy="3" r="1"/>`)
	l.pattern(out, scene.InBad, "8", ` patternTransform="rotate(45)"`, `<path d="M1 0V8"/>`)
	out.Raw("</defs>")
}

func (l *Layout) pattern(out *words.Pen, k scene.Look, size, transform, drawing string) {
	if !l.Drawn[k] {
		return
	}
	out.Raw(`<pattern id="`)
	out.Text(l.o.Prefix)
	out.Raw("-", lookNames[k], `" class="chart-p-`, lookNames[k], `" width="`, size, `" height="`, size,
		`" patternUnits="userSpaceOnUse"`, transform, `><rect width="`, size, `" height="`, size, `"/>`, drawing, "</pattern>")
}
