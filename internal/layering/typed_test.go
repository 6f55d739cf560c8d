package layering

import (
	"errors"
	"go/ast"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"path"
	"testing"
)

// typed is a package of ours without its tests, every name in it resolved.
type typed struct {
	path  string // below the module
	files []source
	types *types.Package
	info  *types.Info
}

// load resolves packages of ours and all of ours that they import, in the order of imports.
func load(t *testing.T, goos string, patterns ...string) []typed {
	t.Helper()
	parsed := map[string]source{}
	all := sources(t)
	for _, s := range all {
		parsed[s.path] = s
	}
	var units []typed
	foreign := map[string]bool{}
	for _, p := range list(t, goos, append([]string{"-deps"}, patterns...)...) {
		name, ok := ours(p.ImportPath)
		if !ok {
			continue
		}
		u := typed{path: name}
		for _, f := range p.GoFiles {
			u.files = append(u.files, parsed[path.Join(name, f)])
		}
		for _, i := range p.Imports {
			if _, ok := ours(i); !ok {
				foreign[i] = true
			}
		}
		units = append(units, u)
	}
	resolve(t, all[0].fset, units, compiled(t, all[0].fset, goos, foreign))
	return units
}

// compiled imports packages of other modules from what the compiler wrote of them.
func compiled(t *testing.T, fset *token.FileSet, goos string, paths map[string]bool) types.Importer {
	t.Helper()
	args := []string{"-export"}
	for p := range paths {
		args = append(args, p)
	}
	exports := map[string]string{}
	for _, p := range list(t, goos, args...) {
		exports[p.ImportPath] = p.Export
	}
	return importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		if exports[path] == "" {
			return nil, errors.New("layering: go list -export names no file for " + path)
		}
		return os.Open(exports[path])
	})
}

// resolve fills in the types of packages that are in the order of imports.
func resolve(t *testing.T, fset *token.FileSet, units []typed, foreign types.Importer) {
	t.Helper()
	known := resolved{foreign: foreign, ours: map[string]*types.Package{}}
	for i := range units {
		u := &units[i]
		files := make([]*ast.File, len(u.files))
		for i, s := range u.files {
			files[i] = s.ast
		}
		u.info = &types.Info{
			Types:     map[ast.Expr]types.TypeAndValue{},
			Instances: map[*ast.Ident]types.Instance{},
			Defs:      map[*ast.Ident]types.Object{},
			Uses:      map[*ast.Ident]types.Object{},
		}
		conf := types.Config{Importer: known}
		var err error
		if u.types, err = conf.Check(path.Join(module, u.path), fset, files, u.info); err != nil {
			t.Fatal(err)
		}
		known.ours[u.types.Path()] = u.types
	}
}

// resolved imports what was resolved already, so that a name is the same object wherever it is used.
type resolved struct {
	ours    map[string]*types.Package
	foreign types.Importer
}

func (r resolved) Import(path string) (*types.Package, error) {
	if p := r.ours[path]; p != nil {
		return p, nil
	}
	return r.foreign.Import(path)
}

// declaration is a name that a package declares, such as engine.Loop.Spawn, and the code it stands for. Fields
// and the methods of interfaces have no code of their own.
type declaration struct {
	object   types.Object
	name, at string
	code     ast.Node
	tag      bool // it is a field that encoders read
}

// declared returns what a package declares at its top level, with the fields and methods of its types.
func (u typed) declared() (all []declaration) {
	for _, s := range u.files {
		add := func(owner string, id *ast.Ident, code ast.Node, tag bool) {
			if o := u.info.Defs[id]; o != nil && id.Name != "_" {
				all = append(all, declaration{o, u.path + "." + owner + id.Name, s.at(id), code, tag})
			}
		}
		for _, d := range s.ast.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				add(receiver(d), d.Name, d, false)
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					switch spec := spec.(type) {
					case *ast.ValueSpec:
						for _, id := range spec.Names {
							add("", id, spec, false)
						}
					case *ast.TypeSpec:
						add("", spec.Name, spec, false)
						members(spec, add)
					}
				}
			}
		}
	}
	return all
}

// members adds the fields or methods that a type spells out.
func members(spec *ast.TypeSpec, add func(owner string, id *ast.Ident, code ast.Node, tag bool)) {
	ast.Inspect(spec.Type, func(n ast.Node) bool {
		if f, ok := n.(*ast.Field); ok {
			for _, id := range f.Names {
				add(spec.Name.Name+".", id, nil, f.Tag != nil)
			}
		}
		_, signature := n.(*ast.FuncType)
		return !signature
	})
}

// receiver returns the type that a method belongs to, with a full stop; "" for a function.
func receiver(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return ""
	}
	x := f.Recv.List[0].Type
	for {
		switch y := x.(type) {
		case *ast.StarExpr:
			x = y.X
		case *ast.IndexExpr:
			x = y.X
		case *ast.IndexListExpr:
			x = y.X
		default:
			return x.(*ast.Ident).Name + "."
		}
	}
}
