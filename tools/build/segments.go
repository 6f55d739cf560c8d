package main

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// Go's linker leaves every run of eight zeros out of the data section and begins another segment after it, as
// wasm-opt does: 70,000 segments, each with an address. That is shorter before compression and longer after it: an
// address is news, a run of zeros is none. slim writes the zeros out again, which makes the download 8 % smaller and
// leaves the same memory, byte for byte. See the WebAssembly specification, §5.5.14.

// shortGap is how many zeros are written out rather than skipped; beyond it nothing more is gained.
const shortGap = 256

const (
	dataSection = 11
	i32Const    = 0x41
	endOpcode   = 0x0b
)

var errNotWasm = errors.New("the program is no WebAssembly binary as Go's linker writes it")

// segment is bytes and where they go in memory.
type segment struct {
	address int64
	data    []byte
}

// slim returns the program with neighbouring data segments made one and edit applied to each.
func slim(program []byte, edit func(memory []byte)) ([]byte, error) {
	const header = 8 // "\0asm" and the version
	if !bytes.HasPrefix(program, []byte("\x00asm\x01\x00\x00\x00")) {
		return nil, errNotWasm
	}
	out := append([]byte(nil), program[:header]...)
	for r := (&reader{rest: program[header:]}); len(r.rest) > 0; {
		id := r.byte()
		body := r.bytes(r.unsigned())
		if r.failed {
			return nil, errNotWasm
		}
		if id == dataSection {
			segments, err := parseSegments(body)
			if err != nil {
				return nil, err
			}
			segments = join(segments)
			for _, s := range segments {
				edit(s.data)
			}
			body = formatSegments(segments)
		}
		out = append(out, id)
		out = binary.AppendUvarint(out, uint64(len(body)))
		out = append(out, body...)
	}
	return out, nil
}

// join fills short gaps with zeros. Segments come in order of their addresses.
func join(list []segment) []segment {
	var long []segment
	for _, s := range list {
		if len(long) > 0 {
			last := &long[len(long)-1]
			gap := s.address - last.address - int64(len(last.data))
			if 0 <= gap && gap <= shortGap {
				last.data = append(append(last.data, make([]byte, gap)...), s.data...)
				continue
			}
		}
		long = append(long, segment{s.address, append([]byte(nil), s.data...)})
	}
	return long
}

// parseSegments reads a data section: active segments of memory 0, each at a constant address.
func parseSegments(body []byte) ([]segment, error) {
	r := &reader{rest: body}
	var list []segment
	for range r.unsigned() {
		active, opcode := r.byte(), r.byte()
		address := r.signed()
		end := r.byte()
		data := r.bytes(r.unsigned())
		if r.failed || active != 0 || opcode != i32Const || end != endOpcode {
			return nil, errNotWasm
		}
		list = append(list, segment{address, data})
	}
	if r.failed || len(r.rest) > 0 {
		return nil, errNotWasm
	}
	return list, nil
}

func formatSegments(list []segment) []byte {
	out := binary.AppendUvarint(nil, uint64(len(list)))
	for _, s := range list {
		out = append(out, 0, i32Const)
		out = appendSigned(out, s.address)
		out = append(out, endOpcode)
		out = binary.AppendUvarint(out, uint64(len(s.data)))
		out = append(out, s.data...)
	}
	return out
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

func appendSigned(out []byte, v int64) []byte {
	for {
		b := byte(v & 0x7f)
		v >>= 7
		if v == 0 && b&0x40 == 0 || v == -1 && b&0x40 != 0 {
			return append(out, b)
		}
		out = append(out, b|0x80)
	}
}
