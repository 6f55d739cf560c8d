package layering

import (
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// A scenario is its folder. Code elsewhere that treats a scenario by name differently would have to be edited for the next
// scenario that needs the same. Only the generated list names scenarios; imports are checked by TestImports.
func TestScenariosAreNotNamed(t *testing.T) {
	ids := scenarioIDs(t)
	for _, s := range sources(t) {
		if s.test() || fits(s.path, "scenarios/*/*", "tools/bench/*") {
			continue
		}
		for _, problem := range scenariosNamed(s, ids) {
			t.Error(problem)
		}
	}
}

func TestNamedScenarioIsFound(t *testing.T) {
	s := parse(t, token.NewFileSet(), "chart/planted.go", []byte(`package chart
func f() {
	if s.ID == "fanout" {}
	switch in.Scenario.ID { case "other", "fanout": }
	all.Find("fanout")
	tab := "fanout"; if tab == "fanout" {}
}`))
	got := scenariosNamed(s, map[string]bool{"fanout": true})
	if len(got) != 3 {
		t.Errorf("got %q, want the comparison, the case and the call", got)
	}
}

func scenarioIDs(t *testing.T) map[string]bool {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(root(t), "scenarios"))
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for _, e := range entries {
		ids[e.Name()] = e.IsDir() && e.Name() != "all"
	}
	return ids
}

// scenariosNamed returns the places where a file treats one scenario differently from the others: an ID compared
// with a name, or a scenario found by one. Words alone are no sign: "loop" is a scenario and a tab.
func scenariosNamed(s source, ids map[string]bool) (problems []string) {
	note := func(x ast.Expr) {
		if lit, ok := x.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if text, _ := strconv.Unquote(lit.Value); ids[text] {
				problems = append(problems, s.at(lit)+": knows the scenario "+text)
			}
		}
	}
	ast.Inspect(s.ast, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if isID(n.X) {
				note(n.Y)
			} else if isID(n.Y) {
				note(n.X)
			}
		case *ast.SwitchStmt:
			if n.Tag != nil && isID(n.Tag) {
				for _, c := range n.Body.List {
					for _, x := range c.(*ast.CaseClause).List {
						note(x)
					}
				}
			}
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Find" {
				for _, x := range n.Args {
					note(x)
				}
			}
		}
		return true
	})
	return problems
}

// isID reports whether an expression is named as scenario IDs are.
func isID(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name == "id"
	case *ast.SelectorExpr:
		return x.Sel.Name == "ID"
	}
	return false
}
