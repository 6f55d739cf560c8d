package svg

import (
	"regexp"
	"strconv"
	"testing"
	"time"

	"overlap/chart/charttest"
	"overlap/chart/scene"
	"overlap/engine"
	"overlap/engine/trace/summary"
)

// What a task notes with its last breath stands beside the cross that says it failed.
func TestMarkBesideACross(t *testing.T) {
	well := []charttest.Step{{D: 10 * charttest.MS}, {Op: 3, Text: "rejected"}}
	failing := append(well[:2:2], charttest.Step{Op: 4}) // a deadline that has come
	if d := said(t, failing) - said(t, well); d != crossGap {
		t.Errorf("beside a cross it stands %v pixels further right, want %v", d, crossGap)
	}
}

// A task that caught its cancellation, twice here, has a bar at each and goes on; one that is cancelled has one.
func TestCaughtCancellationsAreDrawn(t *testing.T) {
	l := engine.NewLoop(engine.Config{})
	defer l.Close()
	l.Main("main", func(t *engine.Task) error {
		for range 2 {
			err := t.Scope("", func(s *engine.Scope) error {
				s.SetTimeout(10 * charttest.MS)
				return t.Sleep(time.Second)
			})
			if err != nil {
				return err
			}
		}
		return t.Sleep(10 * charttest.MS)
	})
	if err := l.Run(); err != nil {
		t.Fatal(err)
	}
	sum := summary.Of(l.Trace())
	svg := NewLayout(scene.Of([]scene.Panel{{Title: "x", Summary: sum, Total: l.Report().Ended}}, scene.View{}), Options{}).SVG()
	found := regexp.MustCompile(`<path class="chart-cancelled" data-from="([0-9]+)" d="[^v"]*v[^v"]*"`).FindAllStringSubmatch(svg, -1)
	if len(sum.Caught) != 2 || len(found) != 2 || found[0][1] != "10000000" || found[1][1] != "20000000" {
		t.Errorf("%d cancellations were caught, and drawn is %q", len(sum.Caught), found)
	}
}

// A task that the program's end cuts off goes on as dashes, also where its bar ends with the axis.
func TestDashesAtTheAxisEndAreSeen(t *testing.T) {
	left := charttest.Program{Name: "left", Steps: []charttest.Step{{D: time.Second}}}
	p := charttest.RunProgram(charttest.Program{Name: "main", Steps: []charttest.Step{{D: 10 * charttest.MS}}, Children: []charttest.Program{left}})
	for _, width := range []int{320, 360, 768, 880, 1200} {
		svg := NewLayout(scene.Of([]scene.Panel{p}, scene.View{}), Options{Width: width}).SVG()
		found := regexp.MustCompile(`class="chart-left" data-from="[0-9]+" d="M([0-9.]+) [0-9.]+H([0-9.]+)"`).FindStringSubmatch(svg)
		if found == nil {
			t.Fatalf("at %v pixels they are not drawn", width)
		}
		from, _ := strconv.ParseFloat(found[1], 64)
		to, _ := strconv.ParseFloat(found[2], 64)
		if to-from < 12 || to > float64(width) {
			t.Errorf("at %v pixels they go from %v to %v", width, from, to)
		}
	}
}

// A task that took no time has a stroke, so that its row is not empty, in a picture of any width.
func TestNoTimeIsSeen(t *testing.T) {
	p := charttest.RunProgram(charttest.Program{Name: "main"})
	for width := 320; width < 1600; width += 20 {
		svg := NewLayout(scene.Of([]scene.Panel{p}, scene.View{}), Options{Width: width}).SVG()
		if n := len(regexp.MustCompile(`<path class="chart-run"`).FindAllString(svg, -1)); n != 2 {
			t.Errorf("at %v pixels there are %d strokes, want the task's and the legend's", width, n)
		}
	}
}

// said returns where the mark of a task's steps is written.
func said(t *testing.T, steps []charttest.Step) float64 {
	t.Helper()
	a := charttest.Program{Name: "a", Steps: steps}
	l := NewLayout(scene.Of([]scene.Panel{charttest.RunProgram(charttest.Program{Name: "main", Steps: []charttest.Step{{D: 100 * charttest.MS}}, Children: []charttest.Program{a}})}, scene.View{}), Options{})
	found := regexp.MustCompile(`class="chart-said" data-from="[0-9]+" x="([0-9.]+)"`).FindStringSubmatch(l.SVG())
	if found == nil {
		t.Fatal("it is not written")
	}
	x, err := strconv.ParseFloat(found[1], 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// How the axes differ is said once, in the last panel: beside the first panel's title a page has its commands.
func TestAxesAreNotedOnce(t *testing.T) {
	for mode, want := range map[scene.Mode]string{scene.Log: "logarithmic axis", scene.Each: "axes differ", scene.Shared: ""} {
		l := NewLayout(scene.Of([]scene.Panel{charttest.Many(2), charttest.Many(3)}, scene.View{Mode: mode}), Options{})
		found := regexp.MustCompile(`y="([0-9.]+)"[^>]*>(logarithmic axis|axes differ)<`).FindAllStringSubmatch(l.SVG(), -1)
		switch {
		case want == "" && found == nil:
		case len(found) != 1 || found[0][2] != want || found[0][1] != strconv.FormatFloat(l.panels[1].titleY, 'f', -1, 64):
			t.Errorf("%v: %q, want %q once at %v", mode, found, want, l.panels[1].titleY)
		}
	}
}
