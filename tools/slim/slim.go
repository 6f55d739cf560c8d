// Package slim makes a js/wasm program of Go's linker compress better, without changing what it computes: it joins data
// segments, strips the names and lines of other modules' functions, which only tracebacks show, and has the program count in
// the functions' numbers by itself.
package slim

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// errNotWasm is the error for a program in another format than that of Go's linker.
var errNotWasm = errors.New("slim: this is no WebAssembly program as Go's linker writes it")

// Program returns a program that does the same and compresses better, and the number of functions whose names and lines it
// stripped: all but those of a module and of package main. It strips none when a release of Go has another layout of the
// table of functions; the program is then larger, and works.
func Program(program []byte, module string) (slimmed []byte, stripped int, err error) {
	slimmed, err = edit(program, func(m memory) code {
		t := findTable(m)
		if t == nil {
			return nil
		}
		t.module = module
		stripped = t.strip()
		return t.dropNumbers(m)
	})
	return slimmed, stripped, err
}

// edit returns the program with data segments joined and change applied to its initial memory. change returns the body of a
// function to be run before all others, nil for none.
func edit(program []byte, change func(memory) code) ([]byte, error) {
	all, err := parseSections(program)
	if err != nil {
		return nil, err
	}
	var start code
	for i, s := range all {
		if s.id != dataSection {
			continue
		}
		segments, err := parseSegments(s.body)
		if err != nil {
			return nil, err
		}
		segments = joinSegments(segments)
		start = change(segments)
		all[i].body = formatSegments(splitAtZeros(segments))
	}
	if start != nil {
		if all, err = addStart(all, start); err != nil {
			return nil, err
		}
	}
	return formatSections(all), nil
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
