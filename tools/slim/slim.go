// Package slim makes a js/wasm program of Go's linker compress better, without changing what it computes: it joins data
// segments, strips the names and lines of other modules' functions, which only tracebacks show, has the program count in the
// functions' numbers by itself, leaves out functions that never run, and moves the functions of packages into modules that are fetched
// when they are needed.
package slim

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// errNotWasm is the error for a program in another format than that of Go's linker.
var errNotWasm = errors.New("slim: this is no WebAssembly program as Go's linker writes it")

// Slimmed is a program in pieces, each a WebAssembly module.
type Slimmed struct {
	Main     []byte
	Chunks   [][]byte // the functions of each part, which import the main program's exports as module "main"; nil when Whole is an error
	Whole    error    // why the program is in one piece
	Stripped int      // number of functions without names and lines
	Left     int      // number of functions that are in no piece, because they never run
	Unknown  []string // what was said never to run and is not in the program
}

// Program returns a program that does the same and compresses better. It takes the functions of parts out, which are packages or, as in
// "overlap/site/view.(*Sequences)", the methods of types, and strips the names and lines of all functions but those of a module and of
// package main. Functions, types and packages that never run are left out; a call of one traps. It does neither when a release of Go has
// another layout of the table of functions, or other instructions; the program is then larger, and works.
func Program(program []byte, module string, never []string, parts ...string) (Slimmed, error) {
	all, err := parseSections(program)
	if err != nil {
		return Slimmed{}, err
	}
	m, err := initialMemory(all)
	if err != nil {
		return Slimmed{}, err
	}
	s := Slimmed{Whole: errors.New("slim: this release of Go has another table of functions")}
	var start code
	if t := findTable(m); t != nil {
		t.module = module
		var chunks [][]section
		all, chunks, s.Whole = t.split(all, m, parts, never)
		s.Left, s.Unknown = t.left(len(parts)+1), t.unknown(never)
		s.Stripped = t.strip()
		for i, chunk := range chunks {
			s.Chunks = append(s.Chunks, formatSections(append(chunk, section{dataSection, formatSegments(joinAdjacent(t.moved[i+1]))})))
		}
		start = t.dropNumbers(m)
	}
	for i := range all {
		if all[i].id == dataSection {
			all[i].body = formatSegments(splitAtZeros(m))
		}
	}
	if start != nil {
		if all, err = addStart(all, start); err != nil {
			return s, err
		}
	}
	s.Main = formatSections(all)
	return s, nil
}

// initialMemory returns the content of a program's data section, with segments joined.
func initialMemory(all []section) (memory, error) {
	m, err := parseSegments(bodyOf(all, dataSection))
	return joinSegments(m), err
}

// A binary is a preamble and sections (WebAssembly specification, §5.5).
const (
	preamble    = "\x00asm\x01\x00\x00\x00"
	dataSection = 11
)

type section struct {
	id   byte
	body []byte
}

// bodyOf returns a section's content, nil when there is none.
func bodyOf(all []section, id byte) []byte {
	for _, s := range all {
		if s.id == id {
			return s.body
		}
	}
	return nil
}

func parseSections(program []byte) ([]section, error) {
	if !bytes.HasPrefix(program, []byte(preamble)) {
		return nil, errNotWasm
	}
	var all []section
	for r := (&reader{rest: program[len(preamble):]}); len(r.rest) > 0; {
		s := section{id: r.byte()}
		s.body = r.bytes(r.unsigned())
		if r.failed {
			return nil, errNotWasm
		}
		all = append(all, s)
	}
	return all, nil
}

func formatSections(all []section) []byte {
	out := []byte(preamble)
	for _, s := range all {
		out = binary.AppendUvarint(append(out, s.id), uint64(len(s.body)))
		out = append(out, s.body...)
	}
	return out
}
