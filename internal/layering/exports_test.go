package layering

import (
	"go/token"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What is exported and needed by tests only was built ahead of a caller, or has lost it. Programs of all
// platforms count; what only such a name needs is not needed either.
func TestExportedNamesAreUsed(t *testing.T) {
	platforms := [][]typed{load(t, "linux", "./..."), load(t, "js", "./wasm")}
	for _, problem := range unused(platforms, asked, inTemplates(t)) {
		t.Error(problem)
	}
}

func TestUnusedExportedNameIsFound(t *testing.T) {
	fset := token.NewFileSet()
	unit := func(name, text string) typed {
		return typed{path: name, files: []source{parse(t, fset, name+"/planted.go", []byte(text))}}
	}
	units := []typed{
		unit("engine", `package engine
type Shape interface { Area() int; Name() string }
type Square struct { Side, Colour int; Tag string `+"`json:\"tag\"`"+` }
func (s Square) Area() int { return s.Side * s.Side }
func (s Square) Name() string { return "square" }
func (s Square) Error() string { return "error" }
func (s Square) Spin() Square { return s.Spin() }
func Sum(all []Shape) (n int) { for _, s := range all { n += s.Area() }; return n }
func Needed() {}
func Even(n int) bool { return n == 0 || Odd(n-1) }
func Odd(n int) bool { return Even(n-1) }
type Box[T any] struct { content T }
func (b *Box[T]) Open() T { return b.content }
func (b *Box[T]) Close() {}
const Limit, Asked, Stale = 1, 2, 3
`),
		unit("engine/async", `package async
import "overlap/engine"
func Primitive() { engine.Needed() }
`),
		unit("cmd/overlap", `package main
import "overlap/engine"
func main() {
	s := engine.Square{Side: 1, Colour: 2}
	s.Colour = 3
	b := engine.Box[int]{}
	print(engine.Sum([]engine.Shape{s}) + b.Open() + engine.Stale)
}
`),
	}
	resolve(t, fset, units, noImports{})
	asked := []request{{"engine.Asked", "is for later"}, {"engine.Stale", "was for later"}}
	got := strings.Join(unused([][]typed{units}, asked, nil), "\n")
	want := strings.Join([]string{
		"engine.Stale is used or is no more: it needs no line in the policy",
		"engine/planted.go:2: engine.Shape.Name is used by no program",
		"engine/planted.go:3: engine.Square.Colour is used by no program",
		"engine/planted.go:5: engine.Square.Name is used by no program",
		"engine/planted.go:7: engine.Square.Spin is used by no program",
		"engine/planted.go:10: engine.Even is used by no program",
		"engine/planted.go:11: engine.Odd is used by no program",
		"engine/planted.go:14: engine.Box.Close is used by no program",
		"engine/planted.go:15: engine.Limit is used by no program",
	}, "\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// request is an exported name that waits for its caller, and what an open issue wants it for.
type request struct{ name, why string }

// unused returns what packages export and no program uses, unless a request asks for it, and the requests that
// are out of date. Encoders read fields with tags, and templates the names they hold.
func unused(platforms [][]typed, asked []request, templates map[string]bool) (problems []string) {
	g := newGraph()
	var exports []declaration
	for _, units := range platforms {
		g.add(units)
		for _, u := range units {
			if !fits(u.path, exemptFromUse...) {
				exports = append(exports, u.declared()...)
			}
		}
	}
	exports = slices.DeleteFunc(exports, func(d declaration) bool {
		return !d.object.Exported() || d.tag || templates[d.object.Name()]
	})
	g.reach(g.roots...)
	for _, r := range asked {
		if !slices.ContainsFunc(exports, func(d declaration) bool { return fits(d.name, r.name) && !g.reached[d.name] }) {
			problems = append(problems, r.name+" is used or is no more: it needs no line in the policy")
		}
	}
	for _, d := range exports {
		if slices.ContainsFunc(asked, func(r request) bool { return fits(d.name, r.name) }) {
			g.reach(d.name)
		}
	}
	for _, d := range exports {
		problem := d.at + ": " + d.name + " is used by no program"
		if !g.reached[d.name] && !slices.Contains(problems, problem) {
			problems = append(problems, problem)
		}
	}
	return problems
}

var (
	actions   = regexp.MustCompile(`{{[^}]*}}`)
	selectors = regexp.MustCompile(`\.([A-Z]\w*)`)
)

// inTemplates returns the names that templates read.
func inTemplates(t *testing.T) map[string]bool {
	t.Helper()
	read := map[string]bool{}
	walk(t, func(file string, content []byte) {
		if fits(path.Ext(file), ".html", ".go") && !strings.HasSuffix(file, "_test.go") {
			for _, action := range actions.FindAll(content, -1) {
				for _, m := range selectors.FindAllSubmatch(action, -1) {
					read[string(m[1])] = true
				}
			}
		}
	})
	return read
}
