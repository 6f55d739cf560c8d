package layering

import (
	"errors"
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strings"
	"testing"
)

// Runs would share a package variable that changes. Variables that are assigned once, where they are declared, are
// allowed: errors, embedded files, tables.
func TestNoMutableGlobals(t *testing.T) {
	packages := map[string][]source{}
	var order []string
	for _, s := range sources(t) {
		if s.test() {
			continue
		}
		key := path.Dir(s.path) + " " + s.ast.Name.Name
		if packages[key] == nil {
			order = append(order, key)
		}
		packages[key] = append(packages[key], s)
	}
	for _, key := range order {
		for _, problem := range mutableGlobals(packages[key]) {
			t.Error(problem)
		}
	}
}

func TestMutableGlobalIsFound(t *testing.T) {
	s := parse(t, token.NewFileSet(), "engine/planted.go", []byte(`package engine
import ("sync"; "errors")
var ErrFine = errors.New("fine")
var table = map[string]int{"a": 1}
var counter int
var cache = map[string]int{}
var mu sync.Mutex
func f() { counter++; cache["x"] = 1; table := 1; table = 2; _ = table }
`))
	got := strings.Join(mutableGlobals([]source{s}), "\n")
	want := "engine/planted.go:5: package variable counter has no value of its own\n" +
		"engine/planted.go:7: package variable mu has no value of its own\n" +
		"engine/planted.go:8: package variable counter changes\n" +
		"engine/planted.go:8: package variable cache changes"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// mutableGlobals returns the package variables that change, or that have no value and therefore must change to be of use.
// Files of several platforms are type-checked together; names that cannot be resolved that way are no package variables.
func mutableGlobals(files []source) (problems []string) {
	folder := path.Dir(files[0].path)
	for _, s := range files {
		for _, d := range s.ast.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
				problems = append(problems, withoutValue(s, folder, g)...)
			}
		}
	}
	globals := check(files)
	for _, s := range files {
		ast.Inspect(s.ast, func(n ast.Node) bool {
			for _, id := range assignedIn(n) {
				if v, ok := globals.Uses[id].(*types.Var); ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() && !isStateful(folder, id.Name) {
					problems = append(problems, s.at(id)+": package variable "+id.Name+" changes")
				}
			}
			return true
		})
	}
	return problems
}

func isStateful(folder, name string) bool { return slices.Contains(mutableVars, folder+"."+name) }

// withoutValue returns the variables of a declaration that have neither a value nor an embedded file.
func withoutValue(s source, folder string, g *ast.GenDecl) (problems []string) {
	for _, spec := range g.Specs {
		v := spec.(*ast.ValueSpec)
		embedded := strings.Contains(comment(g.Doc)+comment(v.Doc), "//go:embed ")
		for _, name := range v.Names {
			if len(v.Values) == 0 && !embedded && !isStateful(folder, name.Name) {
				problems = append(problems, s.at(name)+": package variable "+name.Name+" has no value of its own")
			}
		}
	}
	return problems
}

func comment(c *ast.CommentGroup) string {
	text := ""
	if c != nil {
		for _, line := range c.List {
			text += line.Text + "\n"
		}
	}
	return text
}

// assignedIn returns the variables that a statement assigns to, increments or takes the address of. The address of a
// table's entry does not count: it serves to read the entry without a copy.
func assignedIn(n ast.Node) []*ast.Ident {
	var targets []ast.Expr
	switch n := n.(type) {
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			targets = n.Lhs
		}
	case *ast.IncDecStmt:
		targets = []ast.Expr{n.X}
	case *ast.UnaryExpr:
		if _, whole := n.X.(*ast.Ident); whole && n.Op == token.AND {
			targets = []ast.Expr{n.X}
		}
	}
	var ids []*ast.Ident
	for _, x := range targets {
		if id := rootOf(x); id != nil {
			ids = append(ids, id)
		}
	}
	return ids
}

// rootOf returns the variable that a target such as v.f[i] is part of.
func rootOf(x ast.Expr) *ast.Ident {
	for {
		switch y := x.(type) {
		case *ast.Ident:
			return y
		case *ast.SelectorExpr:
			x = y.X
		case *ast.IndexExpr:
			x = y.X
		case *ast.ParenExpr:
			x = y.X
		default:
			return nil
		}
	}
}

// check resolves names within a package. Imports are not followed: a package's own variables need none.
func check(files []source) types.Info {
	parsed := []*ast.File{}
	for _, s := range files {
		parsed = append(parsed, s.ast)
	}
	info := types.Info{Uses: map[*ast.Ident]types.Object{}}
	conf := types.Config{Error: func(error) {}, Importer: noImports{}, FakeImportC: true}
	conf.Check(files[0].path, files[0].fset, parsed, &info) // its errors are about the imports
	return info
}

type noImports struct{}

func (noImports) Import(string) (*types.Package, error) {
	return nil, errors.New("layering: imports are not followed")
}
