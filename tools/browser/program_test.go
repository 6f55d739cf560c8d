package browser_test

import (
	"slices"
	"testing"

	"overlap/tools/browser"
)

func TestAProgramsFailureIsItsStatus(t *testing.T) {
	var did []string
	status := browser.Program("program", func(t browser.T) {
		t.Cleanup(func() { did = append(did, "first") })
		t.Cleanup(func() { did = append(did, "last"); t.Fatalf("in a cleanup") })
		t.Fatalf("in the work")
		did = append(did, "not reached")
	})
	if status != 1 || !slices.Equal(did, []string{"last", "first"}) {
		t.Errorf("status %d after %q, want 1 after last, first", status, did)
	}
	if status := browser.Program("program", func(browser.T) {}); status != 0 {
		t.Errorf("status %d after no failure", status)
	}
}
