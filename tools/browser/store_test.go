package browser_test

import (
	"strings"
	"testing"

	"overlap/tools/browser"
)

// TestStoreInAPage runs the tests of package store where IndexedDB is: in a page.
func TestStoreInAPage(t *testing.T) {
	b := browser.Start(t)
	tests := browser.BuildGoTests(t, "overlap/store")
	t.Run("IndexedDB", func(t *testing.T) {
		out := tests.Run(b.NewPage(t), browser.GoRun{Args: []string{"-test.v", "-test.run=IndexedDB|Database|Transaction|Meanwhile|Silent|TwoTabs"}})
		mustHavePassed(t, out, "TestIndexedDBConforms/saved_is_found_again", "TestIndexedDBConforms/bounds", "TestDatabaseOfAnEarlierRelease", "TestCorruptDatabase", "TestAFailureUndoesTheTransaction", "TestDeletedMeanwhile", "TestTwoTabs")
	})
	t.Run("quota", func(t *testing.T) {
		page := b.NewPage(t)
		page.Quota(tests.Origin, 5<<20)
		out := tests.Run(page, browser.GoRun{Args: []string{"-test.v", "-test.run=Quota"}, Env: []string{"OVERLAP_SMALL_QUOTA=1"}})
		mustHavePassed(t, out, "TestQuota")
	})
	t.Run("no storage", func(t *testing.T) {
		out := tests.Run(b.NewPage(t), browser.GoRun{
			Args: []string{"-test.v", "-test.run=WithoutIndexedDB"}, Env: []string{"OVERLAP_NO_STORAGE=1"}, Sandbox: true,
		})
		mustHavePassed(t, out, "TestWithoutIndexedDBOpenIsAnError")
	})
}

// mustHavePassed guards against tests that skip themselves.
func mustHavePassed(t *testing.T, out string, names ...string) {
	t.Helper()
	for _, name := range names {
		if !strings.Contains(out, "--- PASS: "+name) {
			t.Errorf("%s did not pass:\n%s", name, out)
		}
	}
}
