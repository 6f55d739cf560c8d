package main

import (
	"strings"
	"testing"
)

func TestLabWithoutPythonSaysWhatIsMissing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	status, _, stderr := trial(nil, false, "lab", "lab_test.go")
	if want := "overlap: lab needs python3, 3.11 or newer, and finds none: install Python, or use the lab of the site\n"; status != 1 || !strings.HasSuffix(stderr, want) {
		t.Errorf("status %d and %q, want 1 and %q", status, stderr, want)
	}
}
