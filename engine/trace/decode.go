package trace

import (
	"errors"
	"hash/crc32"
	"math"
	"strconv"
)

// Decode reads what Encode wrote. It refuses with an error that says what is wrong: bytes that are no trace, another
// version, a trace that is cut short, damaged or followed by other bytes, unknown kinds, and any form that
// Encode would not have written. It checks the form; Validate checks that the records make sense together.
// Memory is bounded by the length of b: a record takes at least two bytes and becomes 32.
func Decode(b []byte) (*Trace, error) {
	body, err := unseal(b)
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

// unseal checks everything around the body and returns the body.
func unseal(b []byte) ([]byte, error) {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return nil, errors.New("not a trace: it must begin with " + strconv.Quote(magic))
	}
	if len(b) < headerSize+sumSize {
		return nil, errors.New("cut short: " + strconv.Itoa(len(b)) + " bytes, at least " + strconv.Itoa(headerSize+sumSize) + " are needed")
	}
	if v := b[len(magic)]; v != version {
		return nil, errors.New("version " + strconv.Itoa(int(v)) + " cannot be read, only version " + strconv.Itoa(version))
	}
	length, there := getUint64(b[len(magic)+1:]), uint64(len(b)-headerSize-sumSize)
	switch {
	case length > there:
		return nil, errors.New("cut short: the body has " + strconv.FormatUint(there, 10) + " of " + strconv.FormatUint(length, 10) + " bytes")
	case length < there:
		return nil, errors.New(strconv.FormatUint(there-length, 10) + " bytes follow the end")
	}
	sealed, sum := b[:len(b)-sumSize], b[len(b)-sumSize:]
	if crc32.ChecksumIEEE(sealed) != getUint32(sum) {
		return nil, errors.New("damaged: the checksum does not match")
	}
	return sealed[headerSize:], nil
}

// decoder reads a body. After the first error every read returns zero, so that callers check once.
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

// count reads how many things follow, each of which takes at least size bytes.
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
		r = d.next(r)
		if d.err != nil {
			d.err = errors.New("record " + strconv.Itoa(i) + ": " + d.err.Error())
			return
		}
		d.tr.Append(r)
	}
}
