package svg

import (
	"regexp"
	"strings"
	"testing"

	"overlap/chart/charttest"
	"overlap/chart/scene"
	"overlap/scenarios"
	"overlap/scenarios/breaker"
	"overlap/scenarios/race"
	"overlap/scenarios/shutdown"
	"overlap/scenarios/timeouts"
)

// laptop is the height of a picture that a laptop's window shows whole.
const laptop = 450

// Three variants of many tasks fit a laptop's window, because some of their rows need less height than others.
func TestRowsThatNeedLittleHeightGiveWay(t *testing.T) {
	for _, s := range []*scenarios.Scenario{race.Scenario, breaker.Scenario, shutdown.Scenario} {
		l := NewLayout(charttest.Run(t, s), Options{})
		if l.Height > laptop {
			t.Errorf("%s is %v pixels high", s.ID, l.Height)
		}
		for i := range l.panels {
			for n, row := range l.panels[i].rows {
				if name := l.panels[i].shown.Rows[n].Name; row.inside() && name != "" && row.nameY == 0 {
					t.Errorf("%s, panel %d: %s has room for its name and none", s.ID, i, name)
				}
			}
		}
	}
}

// Where lines stand too close for a name each, the one that lasts longest has its name, and a text that would be cut to a few letters is
// left out: the sign is in the legend.
func TestTheLongestOfCrowdedLinesHasItsName(t *testing.T) {
	picture := NewLayout(charttest.Run(t, shutdown.Scenario), Options{}).SVG()
	if n := strings.Count(picture, ">request 3, slow<"); n != 3 {
		t.Errorf("%d of 3 slow requests have their name", n)
	}
	if regexp.MustCompile(`>the s[a-z ]{0,4}…<`).MatchString(picture) {
		t.Error("a mark's text is cut to a few letters")
	}
}

// Tasks that do the same have one name, and what is said of each is written once.
func TestRowsThatLookTheSameHaveOneName(t *testing.T) {
	l := NewLayout(charttest.Run(t, race.Scenario), Options{})
	picture := l.SVG()
	for _, name := range []string{">task 2…10<", ">task 1…10<"} {
		if strings.Count(picture, name) != 1 {
			t.Errorf("%d rows are named %s", strings.Count(picture, name), name)
		}
	}
	if n := strings.Count(picture, ">overwrites an update<"); n != 2 { // beside the rows, and in the legend
		t.Errorf("%d texts say “overwrites an update”", n)
	}
	first, last := l.panels[0].rows[1], l.panels[0].rows[9]
	if height := last.bottom() - first.top(); height < leastPitch || height > 5*leastPitch {
		t.Errorf("nine rows are %v high", height)
	}
	if staircase := l.panels[1].rows; staircase[4].pitch != leastPitch {
		t.Errorf("rows that differ are %v high", staircase[4].pitch)
	}
}

// A single line among bars keeps its height and its name.
func TestASingleLineKeepsItsName(t *testing.T) {
	l := NewLayout(charttest.Run(t, timeouts.Scenario), Options{})
	if row := l.panels[1].rows[0]; l.panels[1].shown.Rows[0].Name != "main" || row.pitch != leastPitch || row.nameY == 0 {
		t.Errorf("row %+v", row)
	}
}

// What is shown with the dots of latencies leaves them room; a picture that fits shows every task in full.
func TestRowsAreLowerBesideDots(t *testing.T) {
	s := scene.Of([]scene.Panel{charttest.Many(12)}, scene.View{})
	d := &scene.Dots{Rows: []scene.DotRow{{Title: "a"}, {Title: "b"}, {Title: "c"}}}
	alone, beside := NewLayout(s, Options{}), NewLayout(s, Options{Dots: d})
	if alone.panels[0].rows[0].pitch <= beside.panels[0].rows[0].pitch {
		t.Errorf("rows are %v high, beside dots %v", alone.panels[0].rows[0].pitch, beside.panels[0].rows[0].pitch)
	}
	for n, row := range alone.panels[0].rows {
		if row.together != 1 || row.nameY == 0 {
			t.Errorf("row %d is %+v", n, row)
		}
	}
}
