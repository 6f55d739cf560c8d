package slim

import "encoding/binary"

// follow moves into a chunk what only that chunk uses of other packages: functions that it alone calls or takes the address of. What only
// functions use that never run is left out, too. A function whose address is in the program's data stays in the main program, because
// whoever reads the data may call it.
func (p *pieces) follow(t *pclntab, m memory) {
	inData := p.inData(t, m)
	users := p.users()
	for again := true; again; {
		again = false
		for k := range p.piece {
			if chunk := p.onlyUser(users[k]); p.piece[k] == 0 && chunk > 0 && !inData[k] {
				p.piece[k], again = chunk, true
			}
		}
	}
}

// onlyUser returns the chunk that all users of a function are in that ever run, 0 when there is none.
func (p *pieces) onlyUser(users []int) int {
	if len(users) == 0 {
		return 0
	}
	chunk := p.never
	for _, user := range users {
		switch piece := p.piece[user]; {
		case piece == chunk, piece == p.never:
		case chunk == p.never:
			chunk = piece
		default:
			return 0
		}
	}
	return chunk
}

// nowhere is the user of a function that must stay where it is.
const nowhere = 0

// users returns, for each function, the functions that call it, and those that take its address: closures are made so. What calls
// functions of JavaScript's, which only the main program imports, is used by the first function, which stays.
func (p *pieces) users() [][]int {
	users := make([][]int, len(p.bodies))
	for user, body := range p.bodies {
		uses := func(k int) {
			if k != user {
				users[k] = append(users[k], user)
			}
		}
		visit(body, func(function uint64) {
			if k := p.own(function); k >= 0 {
				uses(k)
			} else {
				users[user] = append(users[user], nowhere)
			}
		}, func(constant int64) {
			if k := int(constant>>16) - p.slot; constant&0xffff == 0 && k >= 0 && k < len(users) {
				uses(k)
			}
		})
	}
	return users
}

// inData returns which functions' addresses are in the program's data, outside of the table of functions, which has all: in words of
// 64 bits, the slot's number times 65,536, or of 32 bits, as the first function's distance. A number that only looks like an address does no harm.
func (p *pieces) inData(t *pclntab, m memory) []bool {
	in := make([]bool, len(p.bodies))
	table := segment{t.address, t.data[:t.end()]}
	first := t.word(t.funcs) // the first function's distance from the beginning of all
	for _, s := range m {
		for at := int(-s.address & 3); at+4 <= len(s.data); at += 4 {
			word := int(binary.LittleEndian.Uint32(s.data[at:]))
			if address := s.address + int64(at); word&0xffff != 0 || address >= table.address && address < table.address+int64(len(table.data)) {
				continue
			}
			for _, k := range []int{word>>16 - p.slot, (word - first) >> 16} {
				if k >= 0 && k < len(in) {
					in[k] = true
				}
			}
		}
	}
	return in
}

// end returns where the table ends: behind the last function's record.
func (t *pclntab) end() int {
	end := 0
	for k := range t.count {
		end = max(end, t.fn(k)+t.size(t.fn(k)))
	}
	return min(end, len(t.data))
}

// visit calls call with the number of each function that a body calls, and constant with each 64-bit constant.
func visit(body []byte, call func(function uint64), constant func(int64)) {
	for r := bodyReader(body); len(r.rest) > 0; {
		switch r.rest[0] {
		case callOpcode:
			r.byte()
			call(r.unsigned())
		case i64Const:
			r.byte()
			constant(r.signed())
		default:
			r.skipInstruction()
		}
	}
}
