package trace

import (
	"errors"
	"hash/crc32"
	"math"
	"strconv"
)

// Decode reads the binary form that Encode writes. Its errors say what is wrong: bytes that are no trace, another version,
// a trace that is cut short, damaged or followed by other bytes, unknown kinds, or a form that Encode would not write.
// Whether the records make sense together is for Validate. Memory is bounded by the length of b: a record takes at least
// two bytes and becomes 32.
func Decode(b []byte) (*Trace, error) {
	body, err := checkedBody(b)
	if err != nil {
		return nil, errors.New("trace: " + err.Error())
	}
	d := decoder{rest: body, tr: &Trace{}}
	d.texts()
	d.records()
	if d.err == nil && len(d.rest) > 0 {
		d.fail("the body has " + strconv.Itoa(len(d.rest)) + " bytes after its last record")
	}
	if d.err != nil {
		return nil, errors.New("trace: " + d.err.Error())
	}
	return d.tr, nil
}

// checkedBody checks the header and the checksum, and returns the body between them.
func checkedBody(b []byte) ([]byte, error) {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return nil, errors.New("not a trace: it must begin with " + strconv.Quote(magic))
	}
	if len(b) < headerSize+checksumSize {
		return nil, errors.New("cut short: " + strconv.Itoa(len(b)) + " bytes, at least " + strconv.Itoa(headerSize+checksumSize) + " are needed")
	}
	if v := b[len(magic)]; v != version {
		return nil, errors.New("version " + strconv.Itoa(int(v)) + " cannot be read, only version " + strconv.Itoa(version))
	}
	length, there := getUint64(b[len(magic)+1:]), uint64(len(b)-headerSize-checksumSize)
	switch {
	case length > there:
		return nil, errors.New("cut short: the body has " + strconv.FormatUint(there, 10) + " of " + strconv.FormatUint(length, 10) + " bytes")
	case length < there:
		return nil, errors.New(strconv.FormatUint(there-length, 10) + " bytes follow the end")
	}
	sealed, sum := b[:len(b)-checksumSize], b[len(b)-checksumSize:]
	if crc32.ChecksumIEEE(sealed) != getUint32(sum) {
		return nil, errors.New("damaged: the checksum does not match")
	}
	return sealed[headerSize:], nil
}

// decoder reads a body. After the first error every read returns zero, so that callers can check err once at the end.
type decoder struct {
	rest []byte
	tr   *Trace
	err  error
}

func (d *decoder) fail(problem string) {
	if d.err == nil {
		d.err = errors.New(problem)
		d.rest = nil
	}
}

func (d *decoder) texts() {
	for range d.count(1, "strings") {
		n := d.uvarint()
		if n > uint64(len(d.rest)) {
			d.fail("string " + strconv.Itoa(max(len(d.tr.texts), 1)) + " has length " + strconv.FormatUint(n, 10) + ", only " + strconv.Itoa(len(d.rest)) + " bytes are left")
		}
		if d.err != nil {
			return
		}
		want := Text(max(len(d.tr.texts), 1))
		if d.tr.Intern(string(d.rest[:n])) != want {
			d.fail("string " + strconv.Itoa(int(want)) + " is empty or there already")
			return
		}
		d.rest = d.rest[n:]
	}
}

// count reads the number of items that follow, each of at least size bytes.
func (d *decoder) count(size int, what string) int {
	n := d.uvarint()
	if most := min(len(d.rest)/size, math.MaxInt32); n > uint64(most) {
		d.fail(strconv.FormatUint(n, 10) + " " + what + " are claimed, at most " + strconv.Itoa(most) + " fit in what is left")
		return 0
	}
	return int(n)
}

func (d *decoder) records() {
	var r Record
	for i := range d.count(2, "records") {
		r = d.record(r)
		if d.err != nil {
			d.err = errors.New("record " + strconv.Itoa(i) + ": " + d.err.Error())
			return
		}
		d.tr.Append(r)
	}
}

// record reads one record, which is encoded as its difference to the record before.
func (d *decoder) record(before Record) Record {
	r := Record{Kind: Kind(d.byte()), At: before.At, Task: before.Task}
	mask := d.byte()
	if d.err == nil && !r.Kind.known() {
		d.fail(notAllowed("kind", uint64(r.Kind), 1, uint64(kinds)-1))
	}
	if d.err == nil && mask >= maskEnd {
		d.fail(notAllowed("mask", uint64(mask), 0, maskEnd-1))
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
			d.fail(notAllowed("reason", uint64(r.Why), 1, uint64(whys)-1))
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
		r.Arg += unzigzag(d.nonzero())
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

// nonzero reads a number that Encode writes only when it is not zero.
func (d *decoder) nonzero() uint64 {
	v := d.uvarint()
	if v == 0 {
		d.fail("a field that is zero is written out")
	}
	return v
}

func (d *decoder) int32(what string, base int64) int32 {
	delta := unzigzag(d.nonzero())
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
		d.fail(notAllowed("line", v, 1, math.MaxUint16))
	}
	return uint16(v)
}

func notAllowed(what string, v, from, to uint64) string {
	return what + " " + strconv.FormatUint(v, 10) + " is unknown: " + strconv.FormatUint(from, 10) + " to " + strconv.FormatUint(to, 10) + " are allowed"
}
