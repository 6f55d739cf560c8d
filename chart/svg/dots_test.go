package svg

import (
	"strings"
	"testing"
	"time"

	"overlap/chart/scene"
)

// Names stand beside the dots of their rows, in a picture that is lower, and above them only where dots would have too little room.
func TestNamesStandBesideDots(t *testing.T) {
	dots := func(name string) *scene.Dots {
		d := &scene.Dots{}
		for range 3 {
			d.Rows = append(d.Rows, scene.DotRow{Title: name, Times: []time.Duration{time.Second, 2 * time.Second}})
		}
		return d
	}
	short, long := dots("One by one"), dots(strings.Repeat("One by one, ", 5))
	beside, above := dotsHeight(short, Options{Width: 640}), dotsHeight(long, Options{Width: 640})
	if above-beside != 3*nameLine {
		t.Errorf("beside their names dots are %v high, below them %v", beside, above)
	}
	if narrow := dotsHeight(short, Options{Width: 200}); narrow != above {
		t.Errorf("where dots have little room they are %v high, not %v", narrow, above)
	}
}
