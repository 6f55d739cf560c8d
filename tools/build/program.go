package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// compile returns the wasm program: without symbols and machine paths, so that it is small and the same everywhere.
// Neither wasm-opt nor GOWASM makes it noticeably smaller, and compiling without inlining makes the engine slower.
func compile(root string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "overlap-build")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, "overlap.wasm")
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", out, "./wasm")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	if said, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go build ./wasm: %w\n%s", err, bytes.TrimSpace(said))
	}
	return os.ReadFile(out)
}

// glue returns the path of wasm_exec.js. It is never committed, because it must be of the compiler's release.
func glue() (string, error) {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return "", err
	}
	return filepath.Join(strings.TrimSpace(string(out)), "lib", "wasm", "wasm_exec.js"), nil
}
