package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
)

// The parts of a WebAssembly program that are looked at. See its specification, §5.5.
const (
	typeSection     = 1
	importSection   = 2
	functionSection = 3
	startSection    = 8
	elementSection  = 9
	codeSection     = 10
	dataSection     = 11
)

var errNotWasm = errors.New("the program is no WebAssembly binary as Go's linker writes it")

const wasmPreamble = "\x00asm\x01\x00\x00\x00"

type section struct {
	id   byte
	body []byte
}

// slim returns the program with neighbouring data segments made one and edit applied to its memory. edit returns a
// function's code that the program has to run before anything else, nil for none.
func slim(program []byte, edit func(memory) (start []byte)) ([]byte, error) {
	all, err := parseSections(program)
	if err != nil {
		return nil, err
	}
	var start []byte
	for i, s := range all {
		if s.id != dataSection {
			continue
		}
		segments, err := parseSegments(s.body)
		if err != nil {
			return nil, err
		}
		segments = join(segments)
		start = edit(segments)
		all[i].body = formatSegments(part(segments))
	}
	if start != nil {
		if all, err = addStart(all, start); err != nil {
			return nil, err
		}
	}
	return formatSections(all), nil
}

func parseSections(program []byte) ([]section, error) {
	if !bytes.HasPrefix(program, []byte(wasmPreamble)) {
		return nil, errNotWasm
	}
	var all []section
	for r := (&reader{rest: program[len(wasmPreamble):]}); len(r.rest) > 0; {
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
	out := []byte(wasmPreamble)
	for _, s := range all {
		out = binary.AppendUvarint(append(out, s.id), uint64(len(s.body)))
		out = append(out, s.body...)
	}
	return out
}

// addStart gives a program a function that runs as soon as its memory is there. It comes after all others, so that
// those keep their numbers.
func addStart(all []section, code []byte) ([]section, error) {
	if slices.ContainsFunc(all, func(s section) bool { return s.id == startSection }) {
		return nil, errors.New("the program has a start function already")
	}
	var kind, imported, defined uint64
	for i := range all {
		s := &all[i]
		switch s.id {
		case typeSection:
			kind, s.body = addEntry(s.body, []byte{0x60, 0, 0}) // func () -> ()
		case importSection:
			imported, _ = binary.Uvarint(s.body) // functions: Go imports nothing else
		case functionSection:
			defined, s.body = addEntry(s.body, binary.AppendUvarint(nil, kind))
		case codeSection:
			_, s.body = addEntry(s.body, append(binary.AppendUvarint(nil, uint64(len(code))), code...))
		}
	}
	before := slices.IndexFunc(all, func(s section) bool { return s.id == elementSection })
	if before < 0 {
		return nil, errNotWasm
	}
	return slices.Insert(all, before, section{startSection, binary.AppendUvarint(nil, imported+defined)}), nil
}

// addEntry appends to a section that is a number of entries and those, and returns how many there were.
func addEntry(body, entry []byte) (had uint64, grown []byte) {
	had, n := binary.Uvarint(body)
	grown = binary.AppendUvarint(nil, had+1)
	grown = append(grown, body[max(n, 0):]...)
	return had, append(grown, entry...)
}

// reader reads a binary's numbers; once it has failed it returns zeros.
type reader struct {
	rest   []byte
	failed bool
}

func (r *reader) bytes(n uint64) []byte {
	if n > uint64(len(r.rest)) {
		r.failed, r.rest = true, nil
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) byte() byte {
	if b := r.bytes(1); len(b) == 1 {
		return b[0]
	}
	return 0
}

func (r *reader) unsigned() uint64 {
	v, n := binary.Uvarint(r.rest)
	r.bytes(uint64(max(n, 0)))
	r.failed = r.failed || n <= 0
	return v
}

// signed reads LEB128 of a number that may be negative; package encoding/binary has another form for those.
func (r *reader) signed() int64 {
	var v int64
	for shift := 0; shift < 64; shift += 7 {
		b := r.byte()
		v |= int64(b&0x7f) << shift
		if b&0x80 == 0 {
			if b&0x40 != 0 && shift+7 < 64 {
				v |= -1 << (shift + 7)
			}
			return v
		}
	}
	r.failed = true
	return 0
}
