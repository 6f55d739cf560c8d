package store

import (
	_ "embed"
	"encoding/json"
	"strings"
	"testing"
)

// earlierJSON is what an earlier release left in IndexedDB, by object store and key; contents are ASCII. Natively it
// left files of the same paths and contents.
//
//go:embed testdata/earlier.json
var earlierJSON string

// checkEarlier: what an earlier release saved is found, and can be renamed, replaced and deleted like anything else.
func checkEarlier(t *testing.T, open place) {
	var earlier struct {
		Contents map[string]string `json:"contents"`
	}
	if err := json.Unmarshal([]byte(earlierJSON), &earlier); err != nil {
		t.Fatal(err)
	}
	s := open(t)
	for path, content := range earlier.Contents {
		if err := s.files.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	wantEarlier(t, open)
}

func wantEarlier(t *testing.T, open place) {
	t.Helper()
	long := strings.Repeat("長", maxName)
	s := open(t)
	wantNames(t, s, "fanout", "Café 2", "new name", "slow database", long)
	wantNames(t, s, "echo", "mine")
	wantData(t, s, setting("slow database"), "db=400ms&clients=50")
	wantData(t, s, setting("Café 2"), "db=1s")
	wantData(t, s, setting("new name"), "")
	wantData(t, s, setting(long), "clients=3")
	wantData(t, s, Key{Settings, "echo", "mine"}, "clients=7")

	save(t, s, setting("new name"), "db=2s")
	if err := s.Rename(setting(long), "short"); err != nil {
		t.Error(err)
	}
	if err := s.Delete(setting("slow database")); err != nil {
		t.Error(err)
	}
	wantNames(t, open(t), "fanout", "Café 2", "new name", "short")
	wantData(t, open(t), setting("short"), "clients=3")
}
