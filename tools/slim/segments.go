package slim

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
)

// Go's linker leaves every run of eight zeros out of the data section and begins another segment after it, as
// wasm-opt does: 70,000 segments, each with an address. That is shorter before compression and longer after it, because
// zeros compress better than addresses. joinSegments writes the zeros out again: the download is 8 % smaller and the memory
// the same, byte for byte. See the WebAssembly specification, §5.5.14.

// shortGap is the longest gap between segments that is filled with zeros; filling longer ones gains nothing.
const shortGap = 256

// longGap is the longest run of zeros inside a segment. Leaving out longer ones makes the uncompressed program shorter, not
// the download.
const longGap = 16 << 10

// segment is an initial content of memory, from an address on.
type segment struct {
	address int64
	data    []byte
}

// memory is what a program's memory holds before it runs: segments in order of their addresses.
type memory []segment

// at returns the content from an address to the end of its segment; nil outside of all segments.
func (m memory) at(address int64) []byte {
	for _, s := range m {
		if offset := address - s.address; 0 <= offset && offset < int64(len(s.data)) {
			return s.data[offset:]
		}
	}
	return nil
}

// word returns the 32-bit number at an address; outside of all segments memory is 0.
func (m memory) word(address int64) int {
	var v int
	for i := range int64(4) {
		if b := m.at(address + i); b != nil {
			v |= int(b[0]) << (8 * i)
		}
	}
	return v
}

// clear writes zeros over n bytes at an address. Outside of all segments memory is 0 anyway.
func (m memory) clear(address, n int64) {
	for i := range n {
		if b := m.at(address + i); b != nil {
			b[0] = 0
		}
	}
}

// joinSegments joins segments across short gaps, which it fills with zeros. Segments come in order of their addresses.
func joinSegments(list memory) memory {
	var long memory
	for _, s := range list {
		if len(long) > 0 {
			last := &long[len(long)-1]
			gap := s.address - last.end()
			if 0 <= gap && gap <= shortGap {
				last.data = append(append(last.data, make([]byte, gap)...), s.data...)
				continue
			}
		}
		long = append(long, segment{s.address, append([]byte(nil), s.data...)})
	}
	return long
}

// joinAdjacent joins segments that follow each other, and brings all into the order of their addresses.
func joinAdjacent(list memory) memory {
	var joined memory
	slices.SortStableFunc(list, func(a, b segment) int { return cmp.Compare(a.address, b.address) })
	for _, s := range list {
		if n := len(joined); n > 0 && joined[n-1].end() == s.address {
			joined[n-1].data = append(joined[n-1].data, s.data...)
		} else {
			joined = append(joined, s)
		}
	}
	return joined
}

// splitAtZeros splits segments at long runs of zeros, which edits have made.
func splitAtZeros(list memory) memory {
	var parts memory
	for _, s := range list {
		for s = s.from(zeros(s.data)); len(s.data) > 0; s = s.from(zeros(s.data)) {
			end := zeroRun(s.data)
			parts = append(parts, segment{s.address, s.data[:end]})
			s = s.from(end)
		}
	}
	return parts
}

// zeroRun returns where the first long run of zeros begins, or the zeros at the end of data.
func zeroRun(data []byte) int {
	for at := 0; at < len(data); {
		n := zeros(data[at:])
		if n > longGap || at+n == len(data) {
			return at
		}
		at += max(n, 1)
	}
	return len(data)
}

// end returns the address after the segment.
func (s segment) end() int64 { return s.address + int64(len(s.data)) }

// from returns the segment without its first n bytes.
func (s segment) from(n int) segment { return segment{s.address + int64(n), s.data[n:]} }

// zeros returns how many zeros data begins with.
func zeros(data []byte) int { return len(data) - len(bytes.TrimLeft(data, "\x00")) }

// parseSegments reads a data section: active segments of memory 0, each at a constant address.
func parseSegments(body []byte) (memory, error) {
	r := &reader{rest: body}
	var list memory
	for range r.unsigned() {
		active, opcode := r.byte(), r.byte()
		address := r.signed()
		end := r.byte()
		data := r.bytes(r.unsigned())
		// The address is an expression: i32.const, a number, end.
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

func formatSegments(list memory) []byte {
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
