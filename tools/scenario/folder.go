package main

import (
	"embed"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// example is the scenario that every new scenario begins as. It is a real scenario rather than a template, so that gofmt and
// readers see what is written.
//
//go:embed testdata/example
var example embed.FS

// writeFolder makes a folder with the example's files, under the new name. It overwrites nothing.
func writeFolder(folder, name string) error {
	if err := os.Mkdir(folder, 0o755); err != nil {
		return err
	}
	title := strings.ToUpper(name[:1]) + name[1:]
	named := strings.NewReplacer("example", name, "Example", title)
	files, err := example.ReadDir("testdata/example")
	if err != nil {
		return err
	}
	for _, f := range files {
		text, err := example.ReadFile("testdata/example/" + f.Name())
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, named.Replace(f.Name())), []byte(named.Replace(string(text))), 0o644); err != nil {
			return err
		}
	}
	return nil
}

var validName = regexp.MustCompile(`^[a-z][a-z0-9]{1,19}$`)

// checkName returns an error when a new scenario below folder cannot have a name.
func checkName(folder, name string) error {
	if !validName.MatchString(name) {
		return fmt.Errorf("%q is no name for a scenario: 2 to 20 lower-case letters and digits, a letter first, such as barber", name)
	}
	if _, err := os.Lstat(filepath.Join(folder, name)); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("scenarios/%s is there already: take another name, or remove the folder", name)
	}
	taken, err := takenNames(filepath.Join(folder, "all"))
	if err != nil {
		return err
	}
	if token.IsKeyword(name) || taken[name] {
		return fmt.Errorf("%q has a meaning in Go or in package scenarios/all, which imports the scenario: take another name", name)
	}
	return nil
}

// takenNames returns the names that package scenarios/all cannot import a package under: names that the package and its tests
// declare, and names with a meaning in Go.
func takenNames(folder string) (map[string]bool, error) {
	names := map[string]bool{"scenarios": true, "all": true, "main": true, "init": true, "internal": true, "vendor": true, "testdata": true}
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, d := range file.Decls {
			for _, name := range namesOf(d) {
				names[name] = true
			}
		}
	}
	return names, nil
}

// namesOf returns what a declaration declares at the top of its package.
func namesOf(d ast.Decl) (names []string) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			names = append(names, d.Name.Name)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				names = append(names, spec.Name.Name)
			case *ast.ValueSpec:
				for _, n := range spec.Names {
					names = append(names, n.Name)
				}
			}
		}
	}
	return names
}
