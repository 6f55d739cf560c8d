package slim

import (
	"bytes"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// parts are packages of the witness program that can become chunks: none calls JavaScript itself.
var parts = []string{"main", "fmt", "strings", "slices", "reflect", "iter", "sync", "errors", "internal/strconv", "internal/poll", "unicode/utf8"}

// TestSplitProgramDoesTheSame runs a program in pieces: it says the same, and tracebacks have the same lines.
func TestSplitProgramDoesTheSame(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node runs the program, and is not installed")
	}
	whole := witnessProgram(t)
	before, _ := runWitness(t, node, whole, nil)
	for _, packages := range [][]string{{"main"}, {"fmt"}, {"reflect", "slices", "iter"}, parts} {
		s, err := Program(whole, "overlap", nil, packages...)
		if err != nil || s.Whole != nil || len(s.Chunks) != len(packages) {
			t.Fatal(err, s.Whole, len(s.Chunks))
		}
		after, trace := runWitness(t, node, s.Main, s.Chunks)
		sameWitness(t, before, after)
		tracesWitness(t, trace)
		if said, problem := runWitness(t, node, s.Main, s.Chunks[1:]); said == before || !strings.Contains(problem, "RuntimeError") {
			t.Errorf("without the chunk of %s it says\n%s\n%s", packages[0], said, problem)
		}
	}
}

// TestWhatNeverRunsIsLeftOut: a program is smaller without functions that it does not call, and does the same; the call of one that is
// left out traps.
func TestWhatNeverRunsIsLeftOut(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node runs the program, and is not installed")
	}
	whole := witnessProgram(t)
	before, _ := runWitness(t, node, whole, nil)
	all, _ := Program(whole, "overlap", nil)
	for _, packages := range [][]string{nil, parts} {
		s, err := Program(whole, "overlap", []string{"runtime.traceLocker", "runtime.traceAdvance", "runtime.nothing"}, packages...)
		if err != nil || s.Whole != nil || len(s.Chunks) != len(packages) || s.Left < 50 || strings.Join(s.Unknown, " ") != "runtime.nothing" {
			t.Fatal(err, s.Whole, len(s.Chunks), s.Left, s.Unknown)
		}
		if len(s.Main) > len(all.Main)-30_000 {
			t.Errorf("%d bytes are %d without %d functions", len(all.Main), len(s.Main), s.Left)
		}
		after, trace := runWitness(t, node, s.Main, s.Chunks)
		sameWitness(t, before, after)
		tracesWitness(t, trace)
	}
	s, _ := Program(whole, "overlap", []string{"main.where"})
	if said, problem := runWitness(t, node, s.Main, nil); strings.Contains(said, "main.where") || !strings.Contains(problem, "unreachable") {
		t.Errorf("without a function that it calls it says\n%s\n%s", said, problem)
	}
}

// TestPiecesAreTheProgram: whatever packages become chunks, each slot has one function, in one piece, and it calls the functions that
// it called in the whole program.
func TestPiecesAreTheProgram(t *testing.T) {
	whole := witnessProgram(t)
	want, kinds := functionsOf(t, nil, whole)
	rapid.Check(t, func(t *rapid.T) {
		packages := rapid.SliceOfNDistinct(rapid.SampledFrom(parts), 1, 4, rapid.ID).Draw(t, "packages")
		s, err := Program(whole, "overlap", nil, packages...)
		if err != nil || s.Whole != nil {
			t.Fatal(err, s.Whole)
		}
		had := map[int]int{}
		for i, module := range append([][]byte{s.Main}, s.Chunks...) {
			got, _ := functionsOf(t, kinds, module)
			if len(got) == 0 {
				t.Errorf("piece %d has no function", i)
			}
			for slot, body := range got {
				if had[slot]++; had[slot] > 1 || !bytes.Equal(body, want[slot]) {
					t.Fatalf("slot %d has %d functions, the last in piece %d:\n%x\nnot\n%x", slot, had[slot], i, body, want[slot])
				}
			}
		}
		if len(had) != len(want) {
			t.Fatalf("%d of %d slots have functions", len(had), len(want))
		}
	})
}

// functionsOf returns the bodies of a module's functions, which then call all functions through the table, and the functions' types,
// by slot. For the bodies of a chunk it must be told the types of the whole program.
func functionsOf(t interface{ Fatal(...any) }, kinds map[int]uint64, module []byte) (bodies map[int][]byte, types map[int]uint64) {
	all, err := parseSections(module)
	if err != nil {
		t.Fatal(err)
	}
	imported := importedFunctions(all)
	r := &reader{rest: bodyOf(all, elementSection)}
	slots := map[uint64]int{}
	for range r.unsigned() {
		r.bytes(2)
		slot := int(r.signed())
		r.byte()
		for range r.unsigned() {
			slots[r.unsigned()] = slot
			slot++
		}
	}
	kindsOf, written := &reader{rest: bodyOf(all, functionSection)}, &reader{rest: bodyOf(all, codeSection)}
	n := kindsOf.unsigned()
	written.unsigned()
	bodies, types = map[int][]byte{}, map[int]uint64{}
	for k := range n {
		kind, body := kindsOf.unsigned(), written.bytes(written.unsigned())
		if slot, ok := slots[imported+k]; ok { // the start function has none
			types[slot], bodies[slot] = kind, body
		}
	}
	if kinds == nil {
		kinds = types
	}
	for at, body := range bodies {
		bodies[at] = withCalls(body, func(out code, function uint64) code {
			if slot, ok := slots[function]; ok {
				return out.callSlot(slot, kinds[slot])
			}
			return out.call(function)
		})
	}
	return bodies, types
}

// importedFunctions returns how many functions a module imports; functions come first among what Go's programs import.
func importedFunctions(all []section) (n uint64) {
	r := &reader{rest: bodyOf(all, importSection)}
	for range r.unsigned() {
		r.bytes(r.unsigned())
		r.bytes(r.unsigned())
		if r.byte() == ofFunction {
			r.unsigned()
			n++
			continue
		}
		return n
	}
	return n
}

// TestUnknownInstructionsAreRefused: what is no body of known instructions is not rewritten.
func TestUnknownInstructionsAreRefused(t *testing.T) {
	for _, body := range []string{"", "\x00", "\x00\xc5\x0b", "\x00\xfc\x08\x00\x00\x0b", "\x00\xd2\x00\x0b", "\x00\x10", "\x01\x01"} {
		if got := withCalls([]byte(body), code.call); got != nil && body != "\x00" {
			t.Errorf("%q becomes %q", body, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		body := rapid.SliceOf(rapid.Byte()).Draw(t, "body")
		if got := withCalls(body, code.call); got != nil && fmt.Sprint(withCalls(got, code.call)) != fmt.Sprint(got) {
			t.Errorf("%x becomes %x", body, got)
		}
	})
}
