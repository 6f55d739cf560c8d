package trace

import "hash/crc32"

// The encoded form, in order:
//
//	magic    4 bytes   "ovlp"
//	version  1 byte
//	length   8 bytes   of the body, little endian; it tells a cut file from a damaged file
//	body               number of strings without entry 0, then the length and the bytes of each;
//	                   number of records, then the records
//	checksum 4 bytes   CRC-32 (IEEE) of everything before it, little endian
//
// Numbers in the body are varints as in encoding/binary: seven bits a byte, low bits first, signed numbers in zigzag
// form. A record is its kind, a mask of the fields that are not zero, and these fields. Every trace has exactly one encoded
// form, so that runs can be compared by their bytes.
const (
	magic        = "ovlp"
	version      = 1
	headerSize   = len(magic) + 1 + 8
	checksumSize = 4
)

// The bits of a record's mask, in the order in which the fields are written.
const (
	hasTime = 1 << iota // nanoseconds since the record before
	hasTask             // difference to the task of the record before
	hasWhy              // one byte
	hasRef
	hasText
	hasArg // for a sleep, its length in nanoseconds
	hasLine
	maskEnd // the number after the greatest mask
)

// Encode returns the trace in its binary form, which Decode reads: about seven bytes a record.
func (tr *Trace) Encode() []byte {
	b := make([]byte, headerSize, headerSize+16+16*len(tr.texts)+8*tr.len)
	copy(b, magic)
	b[len(magic)] = version
	b = tr.appendBody(b)
	putUint64(b[len(magic)+1:], uint64(len(b)-headerSize))
	return appendUint32(b, crc32.ChecksumIEEE(b))
}

func (tr *Trace) appendBody(b []byte) []byte {
	b = appendUvarint(b, uint64(max(len(tr.texts)-1, 0)))
	for i := 1; i < len(tr.texts); i++ {
		b = appendUvarint(b, uint64(len(tr.texts[i])))
		b = append(b, tr.texts[i]...)
	}
	b = appendUvarint(b, uint64(tr.len))
	var before Record
	for i := range tr.len {
		r := tr.At(i)
		b = appendRecord(b, r, before)
		before = r
	}
	return b
}

// appendRecord writes r as its difference to the record before it.
func appendRecord(b []byte, r, before Record) []byte {
	at := len(b) + 1
	b = append(b, byte(r.Kind), 0)
	mask := byte(0)
	if r.At != before.At {
		mask |= hasTime
		b = appendUvarint(b, uint64(r.At-before.At))
	}
	if r.Task != before.Task {
		mask |= hasTask
		b = appendVarint(b, int64(r.Task)-int64(before.Task))
	}
	if r.Why != 0 {
		mask |= hasWhy
		b = append(b, byte(r.Why))
	}
	if r.Ref != 0 {
		mask |= hasRef
		b = appendVarint(b, int64(r.Ref))
	}
	if r.Text != 0 {
		mask |= hasText
		b = appendVarint(b, int64(r.Text))
	}
	if arg := r.Arg - r.argBase(); arg != 0 {
		mask |= hasArg
		b = appendVarint(b, arg)
	}
	if r.Line != 0 {
		mask |= hasLine
		b = appendUvarint(b, uint64(r.Line))
	}
	b[at] = mask
	return b
}

// argBase is subtracted from Arg when a record is encoded. It makes the end of a sleep a length, which takes fewer bytes;
// most other waits have no deadline, and a base would make their 0 longer.
func (r *Record) argBase() int64 {
	if r.Why == WhySleep {
		return r.At
	}
	return 0
}
