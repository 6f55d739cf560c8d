package main

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"overlap/scenarios"
	"overlap/tools/slim"
)

// program is the wasm program: a main program, which every page fetches, and chunks, which the pages fetch that need them: one for
// every scenario, one for every package that only some pages use, and one for every package that no first picture needs.
type program struct {
	main   []byte
	chunks map[string][]byte // by chunkName; none when the program is in one piece
}

// partsOfSome are the packages that the program has for some scenarios only.
func partsOfSome() []string {
	return []string{"overlap/engine/network/http1", "overlap/scenarios/httpbin"}
}

// partsForRecorded are the packages that the pages need which show runs recorded elsewhere.
func partsForRecorded() []string {
	return []string{"overlap/wasm/open", "overlap/engine/trace/reader", "overlap/report/advice"}
}

// partsForLab are the packages that only the page needs on which readers run programs of their own.
func partsForLab() []string {
	return []string{"overlap/report/check", "overlap/report/twin"}
}

// partsForLater are the packages, and types with methods, that a page fetches when they are first needed, by the names under which the
// program asks for them. What only they use comes along.
func partsForLater() map[string][]string {
	return map[string][]string{
		"export":   {"overlap/engine/trace/export"}, // of a run
		"faults":   {"overlap/engine/network/fault"},
		"real":     {"overlap/wasm/measure", "overlap/site/events", "overlap/site/measured", "overlap/engine/trace/reader", "overlap/report/advice", "overlap/engine/trace/export"},
		"sequence": {"overlap/site/view.(*Sequences)"}, // of who does what to whom
		"store":    {"overlap/store"},                  // of settings that the reader saved
	}
}

// chunkName returns the name of the chunk that holds a package, or the methods of a type: the last name of its path.
func chunkName(part string) string {
	name := path.Base(part)
	if _, methods, ok := strings.Cut(name, ".(*"); ok {
		return strings.ToLower(strings.TrimSuffix(methods, ")"))
	}
	return name
}

// users returns which scenarios use each of partsOfSome, and which pages those for recorded runs, by the names of their chunks.
func users(root string) (map[string][]string, error) {
	cmd := exec.Command("go", "list", "-f", "{{.ImportPath}} {{.Deps}}", "./scenarios/...")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	said, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list ./scenarios/...: %w", err)
	}
	list := map[string][]string{}
	for _, part := range partsForRecorded() {
		list[chunkName(part)] = []string{path.Base(openFolder), path.Base(labFolder)}
	}
	for _, part := range partsForLab() {
		list[chunkName(part)] = []string{path.Base(labFolder)}
	}
	for line := range strings.Lines(string(said)) {
		pkg, deps, _ := strings.Cut(strings.TrimSpace(line), " ")
		for _, part := range partsOfSome() {
			if slices.Contains(strings.Fields(strings.Trim(deps, "[]")), part) {
				list[chunkName(part)] = append(list[chunkName(part)], path.Base(pkg))
			}
		}
	}
	return list, nil
}

// compile returns the wasm program, and a sentence about it. The program has neither symbols nor paths of the machine, so
// that it is small and the same everywhere.
//
// Inlining is kept in hot packages: Go's runtime then takes a third less time for allocating and collecting and is no larger, and runs take
// a tenth less for 1 kB. Everywhere else it is switched off, which makes the program 7 % smaller. Neither wasm-opt nor GOWASM makes a
// difference.
func compile(root string, list []*scenarios.Scenario, dev bool) (p program, result string, err error) {
	dir, err := os.MkdirTemp("", "overlap-build")
	if err != nil {
		return p, "", err
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, "overlap.wasm")
	args := []string{"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-gcflags=all=-l"}
	for _, pkg := range hot() {
		args = append(args, "-gcflags="+pkg+"=")
	}
	cmd := exec.Command("go", append(args, "-o", out, "./wasm")...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	if said, err := cmd.CombinedOutput(); err != nil {
		return p, "", fmt.Errorf("go build ./wasm: %w\n%s", err, bytes.TrimSpace(said))
	}
	whole, err := os.ReadFile(out)
	if err != nil {
		return p, "", err
	}
	return split(whole, list, dev)
}

// hot returns the packages in which a change of a parameter spends its time and that inlining makes faster for few bytes. The trace would
// gain a thirtieth for 4 kB, scenes a fortieth for 3, pictures a twentieth for 7.
func hot() []string {
	return []string{
		"iter", "runtime", "internal/runtime/...", "internal/bytealg", "internal/strconv", "bytes",
		"overlap/engine", "overlap/engine/network", "overlap/engine/network/memory", "overlap/engine/trace/summary",
	}
}

// parts returns the packages whose code is in chunks of their own, each once.
func parts(list []*scenarios.Scenario) (packages []string) {
	for _, s := range list {
		packages = append(packages, "overlap/scenarios/"+s.ID)
	}
	all := slices.Concat(partsOfSome(), partsForRecorded(), partsForLab())
	later := partsForLater()
	for _, name := range slices.Sorted(maps.Keys(later)) {
		all = append(all, later[name]...)
	}
	for _, part := range all {
		if !slices.Contains(packages, part) {
			packages = append(packages, part)
		}
	}
	return packages
}

// split makes the program of what Go's linker wrote. Names and lines stay of scenarios alone, whose lines the page shows; for who looks
// for a fault they stay of the engine and the page, too, which are 5 % of the download.
func split(whole []byte, list []*scenarios.Scenario, dev bool) (p program, result string, err error) {
	packages := parts(list)
	named := "overlap/scenarios"
	if dev {
		named = "overlap"
	}
	slimmed, err := slim.Program(whole, named, neverRun(), packages...)
	p = program{slimmed.Main, map[string][]byte{}}
	for i, chunk := range slimmed.Chunks {
		p.chunks[chunkName(packages[i])] = chunk
	}
	result = fmt.Sprintf("%.1f MB and %d chunks; without %d functions, and the names of %d", float64(len(p.main))/1e6, len(p.chunks), slimmed.Left, slimmed.Stripped)
	if len(slimmed.Unknown) > 0 {
		result += "; no function is named " + strings.Join(slimmed.Unknown, ", ")
	}
	if slimmed.Whole != nil {
		result += "; in one piece: " + slimmed.Whole.Error()
	}
	return p, result, err
}

// wasmExecPath returns the path of wasm_exec.js in GOROOT. The file is not committed, because it must be of the same release
// as the compiler.
func wasmExecPath() (string, error) {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return "", err
	}
	return filepath.Join(strings.TrimSpace(string(out)), "lib", "wasm", "wasm_exec.js"), nil
}
