package layering

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// source is one parsed Go file.
type source struct {
	path  string // below the module, with slashes
	fset  *token.FileSet
	ast   *ast.File
	lines int
}

func (s source) test() bool { return strings.HasSuffix(s.path, "_test.go") }

// at names a place as compilers do.
func (s source) at(n ast.Node) string {
	return s.path + ":" + strconv.Itoa(s.fset.Position(n.Pos()).Line)
}

// sources parses every Go file of the module, whatever its build tags.
func sources(t *testing.T) (all []source) {
	t.Helper()
	fset := token.NewFileSet()
	walk(t, func(path string, content []byte) {
		if strings.HasSuffix(path, ".go") {
			all = append(all, parse(t, fset, path, content))
		}
	})
	if len(all) < 100 {
		t.Fatalf("found %d Go files: this is not the module", len(all))
	}
	return all
}

func parse(t *testing.T, fset *token.FileSet, path string, content []byte) source {
	t.Helper()
	s := source{path: path, fset: fset, lines: strings.Count(string(content), "\n")}
	var err error
	if s.ast, err = parser.ParseFile(fset, path, content, parser.SkipObjectResolution|parser.ParseComments); err != nil {
		t.Fatal(err)
	}
	return s
}

// walk visits the module's files, without what is built, fetched, or a test's data.
func walk(t *testing.T, visit func(path string, content []byte)) {
	t.Helper()
	base := root(t)
	err := fs.WalkDir(os.DirFS(base), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			if n := e.Name(); n == "node_modules" || n == "dist" || n == "testdata" || n == "artifacts" || n != "." && strings.HasPrefix(n, ".") {
				return fs.SkipDir
			}
			return nil
		}
		if !e.Type().IsRegular() {
			return nil
		}
		content, err := os.ReadFile(filepath.Join(base, filepath.FromSlash(path)))
		if err == nil {
			visit(path, content)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestSizes(t *testing.T) {
	for _, s := range sources(t) {
		for _, problem := range tooLong(s) {
			t.Error(problem)
		}
	}
}

func tooLong(s source) (problems []string) {
	if s.lines > maxFile {
		problems = append(problems, s.path+" has "+strconv.Itoa(s.lines)+" lines, "+strconv.Itoa(maxFile)+" are allowed")
	}
	for _, d := range s.ast.Decls {
		if f, ok := d.(*ast.FuncDecl); ok {
			n := s.fset.Position(f.End()).Line - s.fset.Position(f.Pos()).Line + 1
			if n > maxFunction {
				problems = append(problems, s.at(f)+": "+f.Name.Name+" has "+strconv.Itoa(n)+" lines, "+strconv.Itoa(maxFunction)+" are allowed")
			}
		}
	}
	return problems
}

func TestNoInit(t *testing.T) {
	for _, s := range sources(t) {
		for _, d := range s.ast.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
				t.Errorf("%s: func init: lists and values, no registration", s.at(f))
			}
		}
	}
}

// A clock read anywhere else makes the same seed give another trace. Tests are held to it as well: they
// wait for nothing and time nothing.
func TestNoWallClock(t *testing.T) {
	for _, s := range sources(t) {
		if !fits(s.path, mayReadClock...) && !s.test() {
			for _, problem := range clockReads(s) {
				t.Error(problem)
			}
		}
		if s.test() && !fits(s.path, maySleep...) {
			for _, problem := range calls(s, "time", "Sleep", "After", "Tick") {
				t.Error(problem + ": tests wait for events, not for time")
			}
		}
	}
}

func clockReads(s source) []string {
	return calls(s, "time", "Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker")
}

// errors.As assigns by reflection, which is 5 kB of the page's program; errors.AsType does not.
func TestPageAssignsNoErrors(t *testing.T) {
	for _, s := range sources(t) {
		if fits(s.path, notInPage...) || s.test() {
			continue
		}
		for _, problem := range calls(s, "errors", "As") {
			t.Error(problem + ": errors.AsType is smaller in the page")
		}
	}
}

// calls returns the uses of a package's functions in a file.
func calls(s source, pkg string, names ...string) (found []string) {
	ast.Inspect(s.ast, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == pkg && fits(sel.Sel.Name, names...) {
				found = append(found, s.at(sel)+": "+pkg+"."+sel.Sel.Name)
			}
		}
		return true
	})
	return found
}
