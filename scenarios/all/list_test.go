//go:build !js

package all

import (
	"os/exec"
	"testing"
)

// A folder that is not in the list is a scenario nobody sees.
func TestListIsNotStale(t *testing.T) {
	if out, err := exec.Command("go", "run", "overlap/tools/catalog", "-check").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
