package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// A scenario holds more than its page asks its program for. It embeds its lesson, its twin and its own source, which
// stand in the page already; and it makes claims, which tests and the command check. Together they are a third of
// what a scenario adds to the download. lean compiles scenarios for the page as if they did neither, by an
// overlay of the go command, and their folders know nothing of that. Lines keep their numbers, which the page shows.

// lean writes the overlay into dir and returns its path.
func lean(root, dir string) (string, error) {
	sources, err := filepath.Glob(filepath.Join(root, "scenarios", "*", "*.go"))
	if err != nil {
		return "", err
	}
	replace := map[string]string{}
	for i, path := range sources {
		source, err := os.ReadFile(path)
		if err != nil {
			return "", err
		}
		edited, err := unclaimed(unembedded(source))
		if err != nil {
			return "", err
		}
		if strings.HasSuffix(path, "_test.go") || bytes.Equal(edited, source) {
			continue
		}
		replace[path] = filepath.Join(dir, strconv.Itoa(i)+".go")
		if err := os.WriteFile(replace[path], edited, 0o644); err != nil {
			return "", err
		}
	}
	if len(replace) == 0 {
		return "", errors.New("no scenario embeds or claims anything: are they elsewhere now?")
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "overlay.json")
	return path, os.WriteFile(path, overlay, 0o644)
}

// directive is a go:embed, which is one only without a blank after the slashes.
var directive = regexp.MustCompile(`(?m)^([ \t]*)//go:embed `)

// unembedded returns a source in which the directives are comments like any other.
func unembedded(source []byte) []byte { return directive.ReplaceAll(source, []byte("$1// go:embed ")) }

// claiming are the methods of scenarios.Declaration that add a claim.
var claiming = map[string]bool{"Always": true, "Sometimes": true, "Chance": true, "Mean": true}

// unclaimed returns a source in which claims are made under a condition that never holds. The compiler leaves them
// out, and the linker the functions that only they call; nothing becomes unused, which would be an error.
func unclaimed(source []byte) ([]byte, error) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "", source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var out []byte
	done := 0
	ast.Inspect(file, func(n ast.Node) bool {
		s, ok := n.(*ast.ExprStmt)
		if !ok || !claims(s.X) {
			return true
		}
		from, to := set.Position(s.Pos()).Offset, set.Position(s.End()).Offset
		out = append(append(out, source[done:from]...), "if false { "...)
		out = append(append(out, source[from:to]...), " }"...)
		done = to
		return false
	})
	return append(out, source[done:]...), nil
}

// claims reports whether an expression is a call such as d.Always(…).
func claims(x ast.Expr) bool {
	call, ok := x.(*ast.CallExpr)
	if !ok {
		return false
	}
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	_, variable := method.X.(*ast.Ident)
	return variable && claiming[method.Sel.Name]
}
