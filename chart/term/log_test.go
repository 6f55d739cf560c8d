package term

import (
	"strconv"
	"strings"
	"testing"
	"time"
)

// Instants that the timeline cannot tell apart are a line, and a text that many tasks say stands there once.
func TestLog(t *testing.T) {
	lines := []Line{{0, "begins"}, {time.Microsecond, "asks"}, {2 * time.Microsecond, "asks"}, {time.Second, "ends"}}
	want := "Race\n  0 s       begins · asks ×2\n  1 s       ends\n"
	if got := Log("Race", lines, time.Millisecond, Options{}); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got := Log("Race", nil, time.Millisecond, Options{}); got != "" {
		t.Errorf("nothing was said, and it prints %q", got)
	}
}

func TestLogIsBounded(t *testing.T) {
	var lines []Line
	for i := range 100 {
		lines = append(lines, Line{time.Duration(i) * time.Second, "line " + strconv.Itoa(i) + strings.Repeat(" and more", 20)})
	}
	got := strings.Split(strings.TrimSuffix(Log("A title\nof two lines", lines, 0, Options{Width: 40}), "\n"), "\n")
	if len(got) != mostLines+2 || got[mostLines+1] != "  … and 88 more" {
		t.Errorf("%d lines, the last %q", len(got), got[len(got)-1])
	}
	for _, line := range got {
		if columns(line) > 40 {
			t.Errorf("%d columns: %s", columns(line), line)
		}
	}
}
