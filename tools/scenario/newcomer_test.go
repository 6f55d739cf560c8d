package main

import (
	"cmp"
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"overlap/internal/artifact"
)

// newcomer enables the test, which compiles everything for two systems: only one step of make test runs it.
var newcomer = flag.Bool("newcomer", false, "add a scenario to a copy of the project")

// A new scenario is one new folder. The list, the suite, the page's program, the pages and the command find it, without any
// other edit.
func TestNewcomer(t *testing.T) {
	if !*newcomer {
		t.Skip("it takes minutes: make newcomer")
	}
	root, err := artifact.ModuleRoot()
	if err != nil {
		t.Fatal(err)
	}
	copied := project{t, t.TempDir()}
	copied.fill(root)
	copied.prints("make scenario NAME=barber", "scenarios/barber is a scenario that passes")
	copied.prints("make scenario NAME=barber", "scenarios/barber is there already")
	copied.succeeds("go vet ./scenarios/... ./cmd/...")
	copied.succeeds("go test ./scenarios/all -run /barber|TestList")
	copied.succeeds("go test ./site/view ./internal/layering")
	copied.succeeds("go test ./tools/build -run Whole|Listings|Links|Lesson|Cards")
	copied.passesInNode("./scenarios/all -run /barber")
	copied.hasPages()
	copied.succeeds("go build -o overlap.test ./cmd/overlap")
	copied.prints("./overlap.test list", "barber Barber: two waits in-turn, at-once")
	copied.prints("./overlap.test run barber --wait 3s", "at-once 3 s first done, second done")
	copied.prints("./overlap.test check barber --seeds 2", "ok barber always 2 of 2")
	copied.prints("./overlap.test run barber --variant soon", `"soon" is not allowed: one of in-turn, at-once`)
}

// project is a copy of this one.
type project struct {
	*testing.T
	folder string
}

func (p project) run(command string) (string, error) {
	args := strings.Fields(command)
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = p.folder
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func (p project) succeeds(command string) {
	p.Helper()
	if out, err := p.run(command); err != nil {
		p.Fatalf("%s: %v\n%s", command, err, out)
	}
}

// prints runs a command, which may fail, and looks for a text in its output, whatever the spaces between words.
func (p project) prints(command, want string) {
	p.Helper()
	if out, err := p.run(command); !strings.Contains(strings.Join(strings.Fields(out), " "), want) {
		p.Errorf("%s does not say %q: %v\n%s", command, want, err, out)
	}
}

// passesInNode runs tests as the page's program, where there is a Node.
func (p project) passesInNode(tests string) {
	p.Helper()
	if _, err := exec.LookPath("node"); err != nil {
		p.Log("there is no node here to run the tests under GOOS=js with")
		return
	}
	goroot, err := p.run("go env GOROOT")
	if err != nil {
		p.Fatal(err)
	}
	p.succeeds("env GOOS=js GOARCH=wasm go test -exec=" + strings.TrimSpace(goroot) + "/lib/wasm/go_js_wasm_exec " + tests)
}

// hasPages builds the site, with the page's program.
func (p project) hasPages() {
	p.Helper()
	p.succeeds("go run ./tools/build -dev")
	for file, want := range map[string]string{
		"index.html":          `href="s/barber/"`,
		"s/barber/index.html": `data-param="wait"`,
		"s/barber/barber.py":  "WAIT = 0.5",
		"s/barber/barber.go":  "package barber",
	} {
		if text, err := os.ReadFile(filepath.Join(p.folder, "dist", file)); err != nil || !strings.Contains(string(text), want) {
			p.Errorf("%s does not say %q: %v", file, want, err)
		}
	}
}

// fill copies the module without files that were fetched or built, some megabytes. Links instead of copies would let the
// generator write into the original.
func (p project) fill(root string) {
	p.Helper()
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		below, err2 := filepath.Rel(root, path)
		if err = cmp.Or(err, err2); err != nil {
			return err
		}
		target := filepath.Join(p.folder, below)
		if e.IsDir() {
			switch e.Name() {
			case ".git", "node_modules", ".cache", "artifacts":
				return fs.SkipDir
			}
			if filepath.Dir(below) == "dist" {
				return fs.SkipDir
			}
			return os.MkdirAll(target, 0o755)
		}
		if filepath.Dir(below) == "dist" && e.Name() != ".gitkeep" || !e.Type().IsRegular() {
			return nil
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, content, 0o644)
	})
	if err != nil {
		p.Fatal(err)
	}
}
