package slim

import (
	"bytes"
	"encoding/binary"
	"testing"

	"pgregory.net/rapid"
)

// binaryOf returns a program that is nothing but a data section and something before and after it.
func binaryOf(list []segment) []byte {
	out := []byte("\x00asm\x01\x00\x00\x00\x05\x03\x01\x00\x10") // a memory section
	body := formatSegments(list)
	out = binary.AppendUvarint(append(out, dataSection), uint64(len(body)))
	return append(append(out, body...), "\x00\x05\x04name"...)
}

// joined returns the program with joined segments: it has no table of functions, and nothing else to change.
func joined(t interface{ Fatal(...any) }, program []byte) []byte {
	s, err := Program(program, "overlap", []string{"a.b"}, "overlap/a")
	if err != nil || s.Whole == nil || s.Chunks != nil || s.Stripped != 0 {
		t.Fatal(err, s.Whole, s.Stripped)
	}
	return s.Main
}

// memoryOf returns what the segments leave in memory.
func memoryOf(t interface{ Fatal(...any) }, program []byte) (memory []byte, segments int) {
	r := &reader{rest: program[8:]}
	memory = make([]byte, 1<<16)
	for len(r.rest) > 0 && !r.failed {
		id := r.byte()
		body := r.bytes(r.unsigned())
		if id != dataSection {
			continue
		}
		list, err := parseSegments(body)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range list {
			copy(memory[s.address:], s.data)
		}
		segments = len(list)
	}
	return memory, segments
}

// TestJoinedIsTheSameMemory: whatever the segments, memory is the same afterwards, and joining again changes nothing.
func TestJoinedIsTheSameMemory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var list []segment
		address := int64(rapid.IntRange(0, 100).Draw(t, "first"))
		for range rapid.IntRange(0, 20).Draw(t, "segments") {
			data := rapid.SliceOfN(rapid.Byte(), 1, 200).Draw(t, "data")
			list = append(list, segment{address, data})
			address += int64(len(data) + rapid.IntRange(0, 2*shortGap).Draw(t, "gap"))
		}
		before := binaryOf(list)
		after := joined(t, before)
		want, many := memoryOf(t, before)
		got, few := memoryOf(t, after)
		if !bytes.Equal(got, want) || few > many || !bytes.HasSuffix(after, []byte("name")) {
			t.Fatalf("%d segments became %d, and memory differs: %v", many, few, !bytes.Equal(got, want))
		}
		if again := joined(t, after); !bytes.Equal(again, after) {
			t.Fatal("joining twice changes the program")
		}
	})
}

func TestShortGapsAreFilled(t *testing.T) {
	got := joined(t, binaryOf([]segment{{8, []byte("ab")}, {20, []byte("cd")}, {1000, []byte("ef")}}))
	if want := binaryOf([]segment{{8, []byte("ab\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00cd")}, {1000, []byte("ef")}}); !bytes.Equal(got, want) {
		t.Errorf("%q\nnot\n%q", got, want)
	}
}

// TestErasedIsLeftOut: a long run of zeros is no part of the program, wherever it is.
func TestErasedIsLeftOut(t *testing.T) {
	data := bytes.Repeat([]byte("a"), 3*longGap)
	holes := func(data []byte) {
		clear(data[:10])
		clear(data[100 : 100+longGap+1])
		clear(data[2*longGap:][:longGap-100])
	}
	list := joinSegments([]segment{{8, data}, {8 + 3*longGap + 1000, make([]byte, 40)}})
	holes(list[0].data)
	memory, segments := memoryOf(t, binaryOf(splitAtZeros(list)))
	want := make([]byte, len(memory))
	holes(data)
	copy(want[8:], data)
	if !bytes.Equal(memory, want) || segments != 2 {
		t.Errorf("%d segments, and the same memory: %v", segments, bytes.Equal(memory, want))
	}
}

func TestNoProgramIsRefused(t *testing.T) {
	whole := binaryOf([]segment{{8, []byte("abc")}})
	for n := range len(whole) {
		if n == 8 || n == 13 || n == len(whole)-7 {
			continue // whole sections: a shorter program, but one
		}
		if _, err := Program(whole[:n], "overlap", nil); err == nil {
			t.Errorf("the first %d of %d bytes were accepted", n, len(whole))
		}
	}
}
