package svg

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"overlap/chart/charttest"
	"overlap/chart/scene"
)

// luminance is WCAG's relative luminance of "#rrggbb".
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Bars and text must be told from what is behind them by those who see little contrast (WCAG 1.4.3, 1.4.11).
func TestColoursStandOut(t *testing.T) {
	light, dark := map[string]string{}, map[string]string{}
	for _, c := range palette() {
		light[c.name], dark[c.name] = c.light, c.dark
	}
	for _, c := range []struct {
		front, back string
		least       float64
	}{
		{"ink", "paper", 4.5}, {"soft", "paper", 4.5}, {"fail", "paper", 4.5}, {"on-run", "run", 4.5},
		{"ink", "wait-fill", 4.5}, {"ink", "held-fill", 4.5}, {"ink", "ready-fill", 4.5},
		{"thin", "paper", 3}, {"wait", "paper", 3}, {"held", "paper", 3}, {"run", "paper", 3},
	} {
		for theme, colours := range map[string]map[string]string{"light": light, "dark": dark} {
			if got := contrast(t, colours[c.front], colours[c.back]); got < c.least {
				t.Errorf("%s: %s on %s has a contrast of %.2f, less than %v", theme, c.front, c.back, got, c.least)
			}
		}
	}
}

// The rules and the pictures must not drift apart.
func TestEveryClassHasARule(t *testing.T) {
	p := charttest.Program{Name: "main", Children: []charttest.Program{
		{Name: "a", Steps: []charttest.Step{{Op: 1, D: 1e9}, {Op: 2, Text: "label"}, {D: 1e9}, {Op: 3, Text: "mark"}, {Op: 1, D: 1e9}}},
		{Name: "b", Steps: []charttest.Step{{Op: 1, D: 1e9}, {Op: 4, D: 1e9}}},
	}, Steps: []charttest.Step{{Op: 4, D: 1}, {Op: 6}}}
	panel := charttest.RunProgram(p)
	panel.Failed = "no"
	all := Timeline(scene.Of([]scene.Panel{panel, charttest.Many(500)}, scene.View{}), Options{}) + Timeline(scene.Of([]scene.Panel{panel}, scene.View{}), Options{Style: FileCSS()}) +
		Timeline(scene.Of([]scene.Panel{under(t, 7e6, 7e6)}, scene.View{}), Options{}) + NewCurve(charttest.Sweeps()["failing"], Options{}).SVG() + NewCurve(charttest.Sweeps()["words"], Options{Style: FileCSS()}).SVG()
	for _, m := range regexp.MustCompile(`<[^g>][^>]*class="([^"]*)"`).FindAllStringSubmatch(all, -1) {
		for _, class := range strings.Fields(m[1]) {
			if !regexp.MustCompile(`\.` + class + `\b[^-]`).MatchString(rules) {
				t.Errorf("no rule for .%s", class)
			}
		}
	}
	known := map[string]bool{}
	for _, c := range palette() {
		known["var(--chart-"+c.name+")"] = true
	}
	for _, v := range regexp.MustCompile(`var\([^)]*\)`).FindAllString(rules, -1) {
		if !known[v] {
			t.Errorf("%s is not in the palette", v)
		}
	}
	if strings.Contains(FileCSS(), "var(") {
		t.Error("a file's style uses custom properties")
	}
}
