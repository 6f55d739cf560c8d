package browser

import (
	"os"
	"path/filepath"

	"overlap/internal/artifact"
)

// Package returns a file of one of npm's packages, by its name and the path in it. It fails a test for which they are not installed.
func Package(t T, file string) string {
	t.Helper()
	module, err := artifact.ModuleRoot()
	if err != nil {
		t.Fatalf("browser: %v", err)
	}
	content, err := os.ReadFile(filepath.Join(module, "tools", "browser", "node_modules", filepath.FromSlash(file)))
	if err != nil {
		t.Fatalf("browser: npm's packages are not installed (run: make tools/browser/node_modules): %v", err)
	}
	return string(content)
}
