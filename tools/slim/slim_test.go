package slim

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// witness uses what the runtime looks up in the table: lines, inlined calls, stacks that grow and are scanned, defers,
// bounds. Of the standard library it only asks where one function is.
const witness = `package main

import (
	"fmt"
	"iter"
	"reflect"
	"runtime"
	"slices"
	"strings"
)

type list struct {
	next *list
	text string
}

func main() {
	f := runtime.FuncForPC(reflect.ValueOf(strings.ToTitle).Pointer())
	theirs, at := f.FileLine(f.Entry())
	fmt.Printf("%q %s %v\n", f.Name(), theirs[strings.LastIndex(theirs, "/")+1:], at > 0)
	slices.SortFunc([]int{2, 1}, func(a, b int) int { where(); return a - b })
	done := make(chan int)
	go func() { done <- grow(2000, &list{nil, strings.Repeat("a", 5)}) }()
	fmt.Println(<-done, caught(nil), reflect.ValueOf(caught).Call([]reflect.Value{reflect.ValueOf([]int{1})})[0])
	next, stop := iter.Pull(slices.Values([]string{"pulled"}))
	fmt.Println(next())
	stop()
	fail(runtime.NumGoroutine)
}

func where() {
	inlined()
	pcs := make([]uintptr, 20)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(0, pcs)])
	for more := true; more; {
		var f runtime.Frame
		if f, more = frames.Next(); strings.HasPrefix(f.Function, "main.") {
			fmt.Println(f.Function, f.File[strings.LastIndex(f.File, "/")+1:], f.Line)
		}
	}
}

func inlined() {
	_, _, line, _ := runtime.Caller(0)
	fmt.Println(line)
}

// grow makes the stack be copied and scanned again and again.
func grow(n int, l *list) int {
	if n == 0 {
		return 0
	}
	if n%100 == 0 {
		runtime.GC()
	}
	own := &list{l, strings.Repeat("b", 5)}
	below := grow(n-1, own)
	return below + len(own.next.text)
}

// caught has a bounds check that fails, and defers in a loop and out of one.
func caught(array []int) (text string) {
	defer func() { text = fmt.Sprint(recover(), text) }()
	for i := range 3 {
		defer func() { text += fmt.Sprint(i) }()
	}
	array[len(array)+3]++
	return
}

func fail(f func() int) {
	defer runtime.GC()
	panic(fmt.Sprint("goroutines: ", f()))
}
`

// TestProgram runs a program before and after. It fails when a release of Go has another table, which is then left
// alone: the download is larger, and nothing else.
func TestProgram(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node runs the program, and is not installed")
	}
	whole := witnessProgram(t)
	slimmed, err := Program(whole, "overlap", nil)
	if err != nil {
		t.Fatal(err)
	}
	if slimmed.Stripped < 500 {
		t.Errorf("%d functions are forgotten: this release of Go has another table", slimmed.Stripped)
	}
	if !hasStart(t, slimmed.Main) {
		t.Error("the functions' numbers stand in the program: this release of Go has another table")
	}
	before, trace := runWitness(t, node, whole, nil)
	if !strings.HasPrefix(before, "\"strings.ToTitle\" strings.go true\n") {
		t.Errorf("before: %s", before)
	}
	after, shorter := runWitness(t, node, slimmed.Main, nil)
	sameWitness(t, before, after)
	tracesWitness(t, trace)
	tracesWitness(t, shorter)
}

// sameWitness checks what the program says after it was slimmed.
func sameWitness(t interface{ Errorf(string, ...any) }, before, after string) {
	if want := strings.Replace(before, "\"strings.ToTitle\" strings.go true", "\"\" ? false", 1); after != want {
		t.Errorf("after:\n%s\nnot\n%s", after, want)
	}
}

// tracesWitness checks the traceback of the program's panic: the module's functions and lines are in it.
func tracesWitness(t interface{ Errorf(string, ...any) }, trace string) {
	for _, line := range []string{"panic: goroutines: ", "main.fail(", "witness.go:73 ", "main.main(", "witness.go:28 "} {
		if !strings.Contains(trace, line) {
			t.Errorf("no %q in the traceback:\n%s", line, trace)
		}
	}
}

func TestProgramLeavesOtherMemoryAlone(t *testing.T) {
	for _, text := range []string{"nothing of the kind", tableMagic, tableMagic + strings.Repeat("\xff", 200), tableMagic + strings.Repeat("\x01", 200)} {
		before := binaryOf([]segment{{8, []byte(text)}})
		if after := joined(t, before); !bytes.Equal(after, before) {
			t.Errorf("%q becomes %q", text, after)
		}
	}
}

func hasStart(t *testing.T, program []byte) bool {
	t.Helper()
	all, err := parseSections(program)
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(all, func(s section) bool { return s.id == startSection })
}

func witnessProgram(t *testing.T) []byte {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"witness.go": witness, "go.mod": "module overlap\n\ngo 1.26\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", "witness.wasm", ".")
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

// runWitness returns what a program with chunks says until it panics, and what the runtime or node says then.
func runWitness(t *testing.T, node string, program []byte, chunks [][]byte) (said, traceback string) {
	t.Helper()
	dir := t.TempDir()
	var paths []string
	for i, piece := range append([][]byte{program}, chunks...) {
		paths = append(paths, filepath.Join(dir, strconv.Itoa(i)+".wasm"))
		if err := os.WriteFile(paths[i], piece, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec_node.js"), paths[0])
	cmd.Args = slices.Insert(cmd.Args, 1, "--require", "./testdata/chunks.cjs")
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "CHUNKS=" + strings.Join(paths[1:], " ")} // the program's memory has little room for an environment
	var out, problem strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &problem
	if err := cmd.Run(); err == nil {
		t.Error("the program ends without a panic")
	}
	return out.String(), problem.String()
}
