package slim

import (
	"encoding/binary"
	"fmt"
)

// fill writes the sections that list a piece's functions.
func (p *pieces) fill(all []section, piece int) error {
	var kinds, bodies, slots list
	for k := 0; k < len(p.piece); k++ {
		if p.piece[k] != piece {
			continue
		}
		body, err := p.body(k)
		if err != nil {
			return err
		}
		kinds.add(binary.AppendUvarint(nil, p.kinds[k]))
		bodies.add(binary.AppendUvarint(nil, uint64(len(body))), body)
		if k == 0 || p.piece[k-1] != piece {
			slots.add(p.slots(k))
		}
	}
	for i := range all {
		switch all[i].id {
		case functionSection:
			all[i].body = kinds.format()
		case elementSection:
			all[i].body = slots.format()
		case codeSection:
			all[i].body = bodies.format()
		}
	}
	return nil
}

// slots returns the segment that puts the k-th function into its slot, with those of its piece that follow.
func (p *pieces) slots(k int) []byte {
	var run list
	for i := k; i < len(p.piece) && p.piece[i] == p.piece[k]; i++ {
		run.add(binary.AppendUvarint(nil, p.place[i]))
	}
	return append(code{0}.number(p.slot+k).op(endOpcode), run.format()...)
}

// body returns the k-th function's body as its piece has it.
func (p *pieces) body(k int) ([]byte, error) {
	moved := true
	body := withCalls(p.bodies[k], func(out code, function uint64) code {
		switch i := p.own(function); {
		case i < 0:
			moved = moved && p.piece[k] == 0 // a chunk imports no function of JavaScript's
			return out.call(function)
		case p.piece[i] == p.never:
			return out.op(unreachable)
		case p.piece[i] == p.piece[k]:
			return out.call(p.place[i])
		default:
			return out.callSlot(p.slot+i, p.kinds[i])
		}
	})
	if body == nil || !moved {
		return nil, fmt.Errorf("slim: function %d has instructions that are unknown here", k)
	}
	return body, nil
}

// list is the content of a section or segment: a number of entries.
type list struct {
	count   uint64
	entries []byte
}

func (l *list) add(parts ...[]byte) {
	l.count++
	for _, part := range parts {
		l.entries = append(l.entries, part...)
	}
}

func (l *list) format() []byte { return append(binary.AppendUvarint(nil, l.count), l.entries...) }
