package layering

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestImports(t *testing.T) {
	for _, goos := range []string{"linux", "js"} {
		for _, problem := range violations(list(t, goos, "./...")) {
			t.Errorf("%s: %s", goos, problem)
		}
	}
}

// A policy that forbids nothing would pass, too: forbidden imports are planted, and must be found.
func TestPlantedImports(t *testing.T) {
	for _, c := range []struct{ folder, imports, want string }{
		{"engine", "net", "engine imports net: reserved for"},
		{"engine", "overlap/scenarios", "engine imports scenarios: it may import engine/trace"},
		{"engine/trace", "overlap/engine", "engine/trace imports engine: it may import nothing of ours"},
		{"chart/svg", "fmt", "chart/svg imports fmt: reserved for"},
		{"chart/scene", "overlap/chart/words", "chart/scene imports chart/words: it may import engine/trace, engine/trace/summary"},
		{"chart/words", "overlap/chart/svg", "chart/words imports chart/svg: it may import quantity, chart/scene, engine/trace, engine/trace/summary"},
		{"scenarios/fanout", "overlap/engine/network/memory", "scenarios/fanout imports engine/network/memory: it may import"},
		{"store", "github.com/nobody/knows", "store imports github.com/nobody/knows, which has no line in the policy"},
		{"lattice", "strings", "lattice has no line in the policy"},
	} {
		got := violations(list(t, "linux", "-overlay="+planted(t, c.folder, c.imports), "./..."))
		if !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, c.want) }) {
			t.Errorf("import %q planted in %s: got %q, want one that begins with %q", c.imports, c.folder, got, c.want)
		}
	}
}

// planted returns the name of a build overlay in which folder has one more file, with that import.
func planted(t *testing.T, folder, imports string) string {
	t.Helper()
	tmp := t.TempDir()
	file, overlay := filepath.Join(tmp, "planted.go"), filepath.Join(tmp, "overlay.json")
	source := "package " + filepath.Base(folder) + "\n\nimport _ \"" + imports + "\"\n"
	replace := map[string]map[string]string{"Replace": {filepath.Join(root(t), folder, "planted.go"): file}}
	text, err := json.Marshal(replace)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{file: []byte(source), overlay: text} {
		if err := os.WriteFile(name, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return overlay
}

// violations returns the imports that the policy forbids.
func violations(all []listed) (problems []string) {
	for _, p := range all {
		name, ok := ours(p.ImportPath)
		if !ok || len(p.GoFiles) == 0 {
			continue
		}
		r := roomOf(name)
		if r == nil {
			problems = append(problems, name+" has no line in the policy")
			continue
		}
		for _, i := range p.Imports {
			if problem := r.importProblem(name, i); problem != "" {
				problems = append(problems, name+" imports "+problem)
			}
		}
	}
	return problems
}

func roomOf(name string) *room {
	for i := range rooms {
		if fits(name, rooms[i].pattern) {
			return &rooms[i]
		}
	}
	return nil
}

// importProblem returns what the policy has against an import, "" when it is allowed.
func (r *room) importProblem(name, imports string) string {
	if below, ok := ours(imports); ok {
		switch {
		case below == "internal/artifact" || fits(below, r.uses...):
			return ""
		case r.uses == nil:
			return below + ": it may import nothing of ours"
		}
		return below + ": it may import " + strings.Join(r.uses, ", ")
	}
	foreign := strings.Contains(strings.SplitN(imports, "/", 2)[0], ".")
	for _, v := range reservations {
		if !fits(imports, v.imports...) {
			continue
		}
		if !fits(name, v.only...) {
			return imports + ": reserved for " + strings.Join(v.only, ", ") + " (" + v.why + ")"
		}
		return ""
	}
	if foreign {
		return imports + ", which has no line in the policy"
	}
	return ""
}

// What the page's binary links is checked by following imports, not by trusting the rules above.
func TestPageLinks(t *testing.T) {
	pages := list(t, "js", "-deps", "./wasm")
	if len(pages) < 20 {
		t.Fatalf("go list -deps ./wasm names %d packages: where is the page's program?", len(pages))
	}
	for _, p := range pages {
		if slices.Contains(notLinked, p.ImportPath) {
			t.Errorf("the page's binary links %s; `go mod why` and `go list -deps ./wasm` say through whom", p.ImportPath)
		}
	}
}

func TestPlatforms(t *testing.T) {
	for _, goos := range []string{"linux", "js"} {
		for _, p := range list(t, goos, "./...") {
			name, _ := ours(p.ImportPath)
			files := slices.DeleteFunc(p.GoFiles, func(f string) bool { return fits(f, anyPlatform...) })
			for _, rule := range platforms {
				if fits(name, rule.pattern) && rule.goos != goos && len(files) > 0 {
					t.Errorf("%s: %v are built for %s: they need a build tag", name, files, goos)
				}
			}
		}
	}
}
