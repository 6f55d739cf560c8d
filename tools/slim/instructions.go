package slim

import (
	"bytes"
	"encoding/binary"
)

// Instructions of WebAssembly (its specification, §5.4) that have immediates, besides those of start.go.
const (
	unreachable  = 0x00
	blockOpcode  = 0x02
	ifOpcode     = 0x04
	branch       = 0x0c
	branchTable  = 0x0e
	callOpcode   = 0x10
	callIndirect = 0x11
	globalSet    = 0x24
	i64Store32   = 0x3e
	memorySize   = 0x3f
	memoryGrow   = 0x40
	i64Const     = 0x42
	f32Const     = 0x43
	f64Const     = 0x44
	extended     = 0xfc // before the number of an instruction
)

// plain are the instructions without immediates: unreachable, nop, else, end, return, drop, select, and arithmetic.
func plain(opcode byte) bool {
	return bytes.IndexByte([]byte{unreachable, 0x01, 0x05, endOpcode, 0x0f, 0x1a, 0x1b}, opcode) >= 0 || opcode > f64Const && opcode <= 0xc4
}

// withCalls returns a function's body with every direct call replaced by what call returns for the called function's number.
// It returns nil for a body that it cannot read: Go emits no other instructions than these.
func withCalls(body []byte, call func(out code, function uint64) code) code {
	r := bodyReader(body)
	out := make(code, 0, len(body)+len(body)/16)
	copied := 0
	for at := len(body) - len(r.rest); at < len(body); at = len(body) - len(r.rest) {
		if body[at] != callOpcode {
			r.skipInstruction()
			continue
		}
		r.byte()
		out = call(append(out, body[copied:at]...), r.unsigned())
		copied = len(body) - len(r.rest)
	}
	if r.failed {
		return nil
	}
	return append(out, body[copied:]...)
}

// bodyReader returns a reader of a function's instructions.
func bodyReader(body []byte) *reader {
	r := &reader{rest: body}
	for n := r.unsigned(); n > 0 && !r.failed; n-- { // groups of local variables
		r.unsigned()
		r.byte()
	}
	return r
}

// skipInstruction reads an instruction with its immediates.
func (r *reader) skipInstruction() {
	switch opcode := r.byte(); {
	case opcode == branch, opcode == branchIf, opcode == callOpcode, opcode >= localGet && opcode <= globalSet:
		r.unsigned()
	case opcode == blockOpcode, opcode == loopOpcode, opcode == ifOpcode, opcode == i32Const, opcode == i64Const:
		r.signed()
	case opcode == branchTable:
		for n := r.unsigned(); n > 0 && !r.failed; n-- {
			r.unsigned()
		}
		r.unsigned()
	case opcode == callIndirect, opcode >= i32Load && opcode <= i64Store32:
		r.unsigned()
		r.unsigned()
	case opcode == memorySize, opcode == memoryGrow:
		r.byte()
	case opcode == f32Const:
		r.bytes(4)
	case opcode == f64Const:
		r.bytes(8)
	case opcode == extended:
		r.skipExtended()
	default:
		r.failed = r.failed || !plain(opcode)
	}
}

func (r *reader) skipExtended() {
	switch number := r.unsigned(); {
	case number <= 7: // conversions of floating-point numbers
	case number == 10: // memory.copy
		r.bytes(2)
	case number == 11: // memory.fill
		r.byte()
	default:
		r.failed = true
	}
}

// call calls a function by its number.
func (c code) call(function uint64) code { return binary.AppendUvarint(c.op(callOpcode), function) }

// callSlot calls the function of a type in a slot of the table.
func (c code) callSlot(slot int, kind uint64) code {
	return append(binary.AppendUvarint(c.number(slot).op(callIndirect), kind), 0)
}
