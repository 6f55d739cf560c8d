package engine_test

import (
	"strings"
	"testing"

	"overlap/engine"
)

func TestProfiles(t *testing.T) {
	names := map[string]bool{}
	for i, c := range engine.Profiles() {
		switch {
		case c.Name == "" || names[c.Name]:
			t.Errorf("profile %d has no name of its own: %q", i, c.Name)
		case (c.Name == "pure") != (i == 0) || i == 0 && c != engine.Costs{Name: "pure", Title: c.Title}:
			t.Errorf("profile %d is %+v, the first and no other is pure and charges nothing", i, c)
		case i > 0 && !strings.Contains(c.Source, "calibrate"):
			t.Errorf("%s does not say how it was measured: %q", c.Name, c.Source)
		}
		names[c.Name] = true
		if got, ok := engine.Profile(c.Name); !ok || got != c {
			t.Errorf("%s is not found by its name", c.Name)
		}
	}
	if _, ok := engine.Profile("Pure"); ok {
		t.Error("a profile that does not exist was found")
	}
}

// Whatever a profile was measured on, a thread costs more than a task, and more than switching to it.
func TestProfilesAreCharged(t *testing.T) {
	for _, c := range engine.Profiles()[1:] {
		for name, d := range map[string]int64{
			"Resume": int64(c.Resume), "Spawn": int64(c.Spawn), "Connect": int64(c.Connect), "Accept": int64(c.Accept),
			"Read": int64(c.Read), "Write": int64(c.Write), "SpawnThread": int64(c.SpawnThread), "SwitchThread": int64(c.SwitchThread),
			"SpawnProcess": int64(c.SpawnProcess), "CopyKiB": int64(c.CopyKiB), "Stack": int64(c.Stack), "Cores": int64(c.Cores),
		} {
			if d <= 0 {
				t.Errorf("%s: %s is %d", c.Name, name, d)
			}
		}
		if c.SpawnThread < c.Spawn || c.SpawnThread < c.SwitchThread || c.SpawnProcess < c.SpawnThread {
			t.Errorf("%s: a process costs %v, a thread %v, switching threads %v, a task %v", c.Name, c.SpawnProcess, c.SpawnThread, c.SwitchThread, c.Spawn)
		}
	}
}
