package trace

import (
	"math"
	"strconv"
)

// next reads one record, which was written as its difference to the record before it.
func (d *decoder) next(before Record) Record {
	r := Record{Kind: Kind(d.byte()), At: before.At, Task: before.Task}
	mask := d.byte()
	if d.err == nil && !r.Kind.known() {
		d.fail(allowed("kind", uint64(r.Kind), 1, uint64(kinds)-1))
	}
	if d.err == nil && mask >= masks {
		d.fail(allowed("mask", uint64(mask), 0, masks-1))
	}
	if mask&hasTime != 0 {
		r.At += int64(d.nonzero())
	}
	if mask&hasTask != 0 {
		r.Task = TaskID(d.int32("task", int64(before.Task)))
	}
	if mask&hasWhy != 0 {
		r.Why = Why(d.byte())
		if d.err == nil && !r.Why.known() {
			d.fail(allowed("reason", uint64(r.Why), 1, uint64(whys)-1))
		}
	}
	if mask&hasRef != 0 {
		r.Ref = d.int32("reference", 0)
	}
	if mask&hasText != 0 {
		r.Text = Text(d.int32("string index", 0))
	}
	r.Arg = r.argBase()
	if mask&hasArg != 0 {
		r.Arg += unfold(d.nonzero())
	}
	if mask&hasLine != 0 {
		r.Line = d.line()
	}
	return r
}

func (d *decoder) byte() byte {
	if len(d.rest) == 0 {
		d.fail("the body ends in the middle of it")
		return 0
	}
	c := d.rest[0]
	d.rest = d.rest[1:]
	return c
}

func (d *decoder) uvarint() uint64 {
	v, size := uvarint(d.rest)
	switch {
	case size < 0:
		d.fail("a number is written with more bytes than it needs or may have")
	case size == 0:
		d.fail("the body ends in the middle of a number")
	default:
		d.rest = d.rest[size:]
	}
	return v
}

// nonzero reads a number that is written only when it is not zero: a trace has one encoded form.
func (d *decoder) nonzero() uint64 {
	v := d.uvarint()
	if v == 0 {
		d.fail("a field that is zero is written out")
	}
	return v
}

func (d *decoder) int32(what string, base int64) int32 {
	delta := unfold(d.nonzero())
	v := base + delta
	if v < math.MinInt32 || v > math.MaxInt32 || delta > math.MaxUint32 || delta < -math.MaxUint32 {
		d.fail(what + " does not fit in 32 bits")
		return 0
	}
	return int32(v)
}

func (d *decoder) line() uint16 {
	v := d.nonzero()
	if v > math.MaxUint16 {
		d.fail(allowed("line", v, 1, math.MaxUint16))
	}
	return uint16(v)
}

func allowed(what string, v, from, to uint64) string {
	return what + " " + strconv.FormatUint(v, 10) + " is unknown: " + strconv.FormatUint(from, 10) + " to " + strconv.FormatUint(to, 10) + " are allowed"
}
