//go:build !js

package all

import (
	"os/exec"
	"testing"

	"overlap/scenarios"
)

func TestValidate(t *testing.T) {
	each(t, func(t *testing.T, s *scenarios.Scenario) {
		for _, err := range scenarios.Validate(s, s.Texts()) {
			t.Error(err)
		}
	})
}

// A folder that is not in the list is a scenario nobody sees.
func TestListIsNotStale(t *testing.T) {
	if out, err := exec.Command("go", "run", "overlap/tools/catalog", "-check").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
