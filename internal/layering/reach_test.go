package layering

import (
	"go/ast"
	"go/token"
	"go/types"
)

// graph holds which declarations need which others, for all platforms together: twins for several platforms share a name.
// Names are of the form engine.Loop.Spawn, for fields and methods of interfaces, too.
type graph struct {
	names   map[types.Object]string
	needs   map[string][]string
	meets   []satisfaction
	roots   []string
	reached map[string]bool
}

// satisfaction is a method by which a type satisfies an interface: a call of the interface's method may call it.
type satisfaction struct{ of, abstract, method string }

func newGraph() *graph {
	return &graph{names: map[types.Object]string{}, needs: map[string][]string{}, reached: map[string]bool{}}
}

// add adds the declarations of a platform's packages to the graph.
func (g *graph) add(units []typed) {
	interfaces := []*types.Interface{types.Universe.Lookup("error").Type().Underlying().(*types.Interface)}
	foreign := map[*types.Package]bool{}
	for _, unit := range units {
		for _, d := range unit.declared() {
			g.names[d.object] = d.name
		}
		for _, p := range unit.types.Imports() {
			if _, ok := ours(p.Path()); !ok && !foreign[p] {
				foreign[p] = true
				interfaces = append(interfaces, exportedInterfaces(p)...)
			}
		}
		for x, t := range unit.info.Types {
			if _, ok := x.(*ast.InterfaceType); ok {
				interfaces = append(interfaces, t.Type.(*types.Interface))
			}
		}
	}
	for _, unit := range units {
		g.link(unit)
		for _, name := range unit.types.Scope().Names() {
			if o, ok := unit.types.Scope().Lookup(name).(*types.TypeName); ok && !o.IsAlias() && !types.IsInterface(o.Type()) {
				for _, i := range interfaces {
					g.satisfy(o, i)
				}
			}
		}
	}
}

func exportedInterfaces(p *types.Package) (all []*types.Interface) {
	for _, name := range p.Scope().Names() {
		if o, ok := p.Scope().Lookup(name).(*types.TypeName); ok && o.Exported() {
			if i, ok := o.Type().Underlying().(*types.Interface); ok {
				all = append(all, i)
			}
		}
	}
	return all
}

// satisfy notes the methods through which a type satisfies an interface. Those of errors that package errors
// asks for belong to no interface with a name.
func (g *graph) satisfy(o *types.TypeName, i *types.Interface) {
	pointer := types.NewPointer(o.Type())
	methods := types.NewMethodSet(pointer)
	for m := range i.Methods() {
		if methods.Lookup(m.Pkg(), m.Name()) == nil {
			return
		}
	}
	if !types.Implements(pointer, i) {
		return
	}
	for m := range methods.Methods() {
		name := m.Obj().Name()
		abstract, _, _ := types.LookupFieldOrMethod(i, false, m.Obj().Pkg(), name)
		if abstract != nil {
			g.meets = append(g.meets, satisfaction{g.names[o], g.names[abstract], g.name(m.Obj())})
		} else if i.NumMethods() == 1 && i.Method(0).Name() == "Error" && fits(name, "Is", "As", "Unwrap") {
			g.meets = append(g.meets, satisfaction{of: g.names[o], method: g.name(m.Obj())})
		}
	}
}

// link notes what each declaration of a package needs. Programs begin at main; what engine/async exports is
// there for programs to come.
func (g *graph) link(unit typed) {
	for _, d := range unit.declared() {
		if d.code != nil {
			g.needs[d.name] = append(g.needs[d.name], g.uses(d.code, unit.info)...)
		}
		if unit.path == "engine/async" && d.object.Exported() || d.object.Name() == "main" && unit.types.Name() == "main" {
			g.roots = append(g.roots, d.name)
		}
	}
}

// reach follows what the roots need.
func (g *graph) reach(roots ...string) {
	for len(roots) > 0 {
		for len(roots) > 0 {
			name := roots[len(roots)-1]
			roots = roots[:len(roots)-1]
			if !g.reached[name] {
				g.reached[name] = true
				roots = append(roots, g.needs[name]...)
			}
		}
		for _, m := range g.meets {
			if g.reached[m.of] && !g.reached[m.method] && (m.abstract == "" || g.reached[m.abstract]) {
				roots = append(roots, m.method)
			}
		}
	}
}

// uses returns the names that a piece of code needs. A field that is only assigned to is not needed, nor
// for being appended to itself.
func (g *graph) uses(n ast.Node, info *types.Info) (all []string) {
	written := map[*ast.Ident]bool{}
	note := func(objects ...types.Object) {
		for _, o := range objects {
			if name := g.name(o); name != "" {
				all = append(all, name)
			}
		}
	}
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			if id, ok := n.Key.(*ast.Ident); ok && isField(info.Uses[id]) {
				written[id] = true
			}
		case *ast.IncDecStmt:
			assigned(n.X, nil, info, written)
		case *ast.AssignStmt:
			for _, x := range n.Lhs {
				assigned(x, n.Rhs, info, written)
			}
		case *ast.BinaryExpr:
			if n.Op == token.EQL || n.Op == token.NEQ {
				note(compared(info.TypeOf(n.X))...)
			}
		case *ast.MapType:
			note(compared(info.TypeOf(n.Key))...)
		case *ast.Ident:
			if !written[n] {
				note(info.Uses[n])
			}
			if i, ok := info.Instances[n]; ok {
				note(comparedBy(info.Uses[n].Type(), i)...)
			}
		}
		return true
	})
	return all
}

// assigned notes a field that a statement assigns to, and its former value in the new one.
func assigned(x ast.Expr, to []ast.Expr, info *types.Info, written map[*ast.Ident]bool) {
	sel, ok := x.(*ast.SelectorExpr)
	if !ok || !isField(info.Uses[sel.Sel]) {
		return
	}
	written[sel.Sel] = true
	for _, y := range to {
		ast.Inspect(y, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && info.Uses[id] == info.Uses[sel.Sel] {
				written[id] = true
			}
			return true
		})
	}
}

// comparedBy returns the fields that a function or type with parameters may compare: those of a type given for
// one that is comparable.
func comparedBy(generic types.Type, i types.Instance) (fields []types.Object) {
	parametrised, ok := generic.(interface{ TypeParams() *types.TypeParamList })
	if !ok {
		return nil
	}
	for k := range parametrised.TypeParams().Len() {
		if constraint, ok := parametrised.TypeParams().At(k).Constraint().Underlying().(*types.Interface); ok && constraint.IsComparable() {
			fields = append(fields, compared(i.TypeArgs.At(k))...)
		}
	}
	return fields
}

// compared returns the fields of a type that are read when its values are compared as a whole.
func compared(t types.Type) (fields []types.Object) {
	switch t := t.Underlying().(type) {
	case *types.Array:
		return compared(t.Elem())
	case *types.Struct:
		for f := range t.Fields() {
			fields = append(append(fields, f.Origin()), compared(f.Type())...)
		}
	}
	return fields
}

func isField(o types.Object) bool {
	v, ok := o.(*types.Var)
	return ok && v.IsField()
}

// name returns the name of what was declared; "" is what others declare, and what is local.
func (g *graph) name(o types.Object) string {
	switch f := o.(type) { // what has parameters was declared without arguments for them
	case *types.Func:
		o = f.Origin()
	case *types.Var:
		o = f.Origin()
	}
	return g.names[o]
}
