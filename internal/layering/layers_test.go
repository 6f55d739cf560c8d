package layering

import (
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strings"
	"testing"
)

// A package is read from its top: what draws calls what places, which calls what measures. A call back up would send the
// reader in circles, so the calls between a package's files have no cycle. Types may be used anywhere: methods of one type
// stand in several files.
func TestCallsBetweenFilesFormLayers(t *testing.T) {
	packages := map[string][]source{}
	for _, s := range sources(t) {
		if fits(s.path, layered...) && !s.test() {
			folder := path.Dir(s.path)
			packages[folder] = append(packages[folder], s)
		}
	}
	if len(packages) < 4 {
		t.Fatalf("found %d packages that are to have layers: where is chart?", len(packages))
	}
	for _, files := range packages {
		for _, c := range circles(callsBetween(files)) {
			t.Error("calls go in a circle: " + c)
		}
	}
}

func TestCircleIsFound(t *testing.T) {
	fset := token.NewFileSet()
	files := []source{
		parse(t, fset, "chart/x/top.go", []byte("package x\nfunc top() { side{}.draw() }\n")),
		parse(t, fset, "chart/x/middle.go", []byte("package x\ntype side struct{}\nfunc (side) draw() { bottom() }\nfunc width() int { return 1 }\n")),
		parse(t, fset, "chart/x/bottom.go", []byte("package x\nfunc bottom() {\n\t_ = width()\n}\n")),
	}
	got := strings.Join(circles(callsBetween(files)), "\n")
	want := "chart/x/middle.go:3 draw uses bottom, chart/x/bottom.go:3 bottom uses width"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// call is the first use in a file of a function or method that another file of its package declares.
type call struct{ from, to, text string }

// callsBetween returns the calls between files, one for each pair of files.
func callsBetween(files []source) (calls []call) {
	uses := check(files).Uses
	declaredIn := func(o types.Object) string { return files[0].fset.Position(o.Pos()).Filename }
	for _, s := range files {
		for _, d := range s.ast.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			ast.Inspect(f, func(n ast.Node) bool {
				id, ok := n.(*ast.Ident)
				if !ok {
					return true
				}
				callee, ok := uses[id].(*types.Func)
				if !ok || !callee.Pos().IsValid() {
					return true
				}
				c := call{s.path, declaredIn(callee), s.at(id) + " " + f.Name.Name + " uses " + id.Name}
				if c.from != c.to && !slices.ContainsFunc(calls, func(old call) bool { return old.from == c.from && old.to == c.to }) {
					calls = append(calls, c)
				}
				return true
			})
		}
	}
	return calls
}

// circles returns the calls that lead from a file back to it, for each circle once.
func circles(calls []call) (found []string) {
	done := map[string]bool{}
	var walk func(file string, way []call)
	walk = func(file string, way []call) {
		if at := slices.IndexFunc(way, func(c call) bool { return c.from == file }); at >= 0 {
			var texts []string
			for _, c := range way[at:] {
				texts = append(texts, c.text)
			}
			found = append(found, strings.Join(texts, ", "))
			return
		}
		for _, c := range calls {
			if c.from == file && !done[c.to] {
				walk(c.to, append(slices.Clone(way), c))
			}
		}
		done[file] = true
	}
	for _, c := range calls {
		if !done[c.from] {
			walk(c.from, nil)
		}
	}
	return found
}
