package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"overlap/scenarios/all"
)

// TestScenariosRunInChunks runs the tests of golden traces under js/wasm, split as the page's program is: every scenario makes the
// traces that it makes natively.
func TestScenariosRunInChunks(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node runs the program, and is not installed")
	}
	root, err := moduleRoot()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "test.wasm")
	cmd := exec.Command("go", "test", "-c", "-trimpath", "-o", path, "./scenarios/all")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p, result, err := split(whole, all.List(), false)
	if err != nil || len(p.chunks) != len(parts(all.List())) {
		t.Fatal(result, err)
	}
	chunks := make([]string, 0, len(p.chunks))
	for id, chunk := range p.chunks {
		chunks = append(chunks, filepath.Join(dir, id+".wasm"))
		write(t, chunks[len(chunks)-1], chunk)
	}
	write(t, path, p.main)
	glue, err := wasmExecPath()
	if err != nil {
		t.Fatal(err)
	}
	cmd = exec.Command(node, "--stack-size=8192", "--require", filepath.Join(root, "tools", "slim", "testdata", "chunks.cjs"),
		strings.TrimSuffix(glue, ".js")+"_node.js", path, "-test.run=TestGoldenTraces", "-test.v")
	cmd.Dir = filepath.Join(root, "scenarios", "all")
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "CHUNKS=" + strings.Join(chunks, " ")}
	said, err := cmd.CombinedOutput()
	if err != nil || strings.Count(string(said), "--- PASS: TestGoldenTraces/") != len(all.List()) {
		t.Errorf("%v\n%s", err, said)
	}
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
