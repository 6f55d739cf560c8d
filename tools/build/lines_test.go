package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// witness says where it is, and where a function of the standard library is.
const witness = `package main

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"
)

func main() {
	_, file, line, _ := runtime.Caller(0)
	f := runtime.FuncForPC(reflect.ValueOf(strings.ToTitle).Pointer())
	theirs, at := f.FileLine(f.Entry())
	fmt.Println(file[strings.LastIndex(file, "/")+1:], line, f.Name(), theirs[strings.LastIndex(theirs, "/")+1:], at > 0)
	runtime.GC()
	defer func() { fmt.Println(recover()) }()
	fmt.Println(strings.Repeat("x", -len(file)))
}
`

// TestForgetLines runs a program before and after. It fails when a release of Go has another table, which forgetLines
// then leaves alone: the download is larger, and nothing else.
func TestForgetLines(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node runs the program, and is not installed")
	}
	whole := witnessProgram(t)
	forgotten := 0
	slimmer, err := slim(whole, func(memory []byte) { forgotten += forgetLines(memory) })
	if err != nil {
		t.Fatal(err)
	}
	if forgotten < 1000 {
		t.Errorf("the lines of %d functions were forgotten: this release of Go has another table", forgotten)
	}
	said := "strings.ToTitle strings.go true\nstrings: negative Repeat count\n"
	if got := runInNode(t, node, whole); got != "witness.go 11 "+said {
		t.Errorf("before: %s", got)
	}
	if got, want := runInNode(t, node, slimmer), "witness.go 11 "+strings.Replace(said, "strings.go true", "? false", 1); got != want {
		t.Errorf("after:\n%s\nnot\n%s", got, want)
	}
}

func TestForgetLinesLeavesOtherMemoryAlone(t *testing.T) {
	for _, memory := range []string{"", "nothing of the kind", tableMagic, tableMagic + strings.Repeat("\xff", 200), tableMagic + strings.Repeat("\x01", 200)} {
		edited := []byte(memory)
		if n := forgetLines(edited); n != 0 || string(edited) != memory {
			t.Errorf("%q became %q", memory, edited)
		}
	}
}

func witnessProgram(t *testing.T) []byte {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"witness.go": witness, "go.mod": "module witness\n\ngo 1.26\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("go", "build", "-ldflags=-s -w", "-o", "witness.wasm", ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=", "GOWORK=off")
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	program, err := os.ReadFile(filepath.Join(dir, "witness.wasm"))
	if err != nil {
		t.Fatal(err)
	}
	return program
}

func runInNode(t *testing.T, node string, program []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "program.wasm")
	if err := os.WriteFile(path, program, 0o644); err != nil {
		t.Fatal(err)
	}
	glue, err := glue()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, filepath.Join(filepath.Dir(glue), "wasm_exec_node.js"), path)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH")} // the program's memory has little room for an environment
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}
