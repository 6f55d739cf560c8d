package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"overlap/tools/slim"
)

// compile returns the wasm program, and a sentence about it. The program has neither symbols nor paths of the machine, so
// that it is small and the same everywhere.
//
// Inlining is kept where a run spends its time, in the engine. Everywhere else, in the runtime, too, it is switched off: 7 %
// smaller, and no measurement of runs or of drawing shows it. Neither wasm-opt nor GOWASM makes a difference.
func compile(root string) (program []byte, result string, err error) {
	dir, err := os.MkdirTemp("", "overlap-build")
	if err != nil {
		return nil, "", err
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, "overlap.wasm")
	args := []string{"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-gcflags=all=-l"}
	for _, hot := range []string{"overlap/engine", "iter"} {
		args = append(args, "-gcflags="+hot+"=")
	}
	cmd := exec.Command("go", append(args, "-o", out, "./wasm")...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	if said, err := cmd.CombinedOutput(); err != nil {
		return nil, "", fmt.Errorf("go build ./wasm: %w\n%s", err, bytes.TrimSpace(said))
	}
	whole, err := os.ReadFile(out)
	if err != nil {
		return nil, "", err
	}
	program, stripped, err := slim.Program(whole, "overlap")
	return program, fmt.Sprintf("%.1f MB, names of %d functions left out", float64(len(program))/1e6, stripped), err
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
