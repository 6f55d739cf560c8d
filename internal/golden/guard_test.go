package golden_test

import (
	"strings"
	"testing"

	"overlap/internal/golden"
)

// stopped is a testing.TB whose Fatal can be looked at.
type stopped struct {
	testing.TB
	said string
}

func (s *stopped) Fatal(args ...any) {
	s.said = args[0].(string)
	panic(s)
}

// This package's own tests have no TestMain with golden.Main, so here Equal must refuse to work.
func TestEqualNeedsMain(t *testing.T) {
	tb := &stopped{TB: t}
	defer func() {
		if recover() != tb || !strings.Contains(tb.said, "golden.Main(m)") {
			t.Errorf("Equal without golden.Main said %q", tb.said)
		}
	}()
	golden.Equal(tb, "x.txt", nil)
}
