package store

import (
	"hash/crc32"
	"strconv"
	"strings"
)

// A file is one line and the data. The line says which format this is, how long the data is and its
// CRC-32 (IEEE): "overlap 1 0000001a 9ae0daaf\n". It has always the same length, so that the size of
// a file tells the size of its data without reading it. The sum finds accidents (a half-written disk
// block, an editor's newline); it is no defence against an enemy, who could write any settings anyway.
const (
	fileMark    = "overlap "
	fileVersion = "1"
	headLength  = len(fileMark+fileVersion+" ") + 8 + 1 + 8 + 1
)

func encodeFile(data []byte) []byte {
	file := make([]byte, 0, headLength+len(data))
	file = append(file, fileMark+fileVersion+" "...)
	file = append(file, hex8(uint32(len(data)))...)
	file = append(file, ' ')
	file = append(file, hex8(crc32.ChecksumIEEE(data))...)
	file = append(file, '\n')
	return append(file, data...)
}

// decodeFile returns the data of a file; or ErrDamaged or ErrNewer, and what is wrong in words.
func decodeFile(file []byte) (data []byte, how string, class error) {
	head := string(file[:min(headLength, len(file))])
	fields := strings.SplitN(head, " ", 4)
	if len(fields) == 4 && fields[0]+" " == fileMark && isNewer(fields[1], fileVersion) {
		return nil, "its format is " + fields[1], ErrNewer
	}
	if len(head) < headLength || !strings.HasPrefix(head, fileMark+fileVersion+" ") {
		return nil, "its first line is not that of a saved file", ErrDamaged
	}
	data = file[headLength:]
	switch {
	case fields[2] != hex8(uint32(len(data))):
		return nil, "it was cut or has grown", ErrDamaged
	case fields[3] != hex8(crc32.ChecksumIEEE(data))+"\n":
		return nil, "its checksum differs", ErrDamaged
	}
	return data, "", nil
}

// isNewer reports whether version is a plain number above ours.
func isNewer(version, ours string) bool {
	v, err := strconv.ParseUint(version, 10, 16)
	o, _ := strconv.ParseUint(ours, 10, 16)
	return err == nil && v > o
}

func hex8(n uint32) string {
	digits := strconv.FormatUint(uint64(n), 16)
	return "00000000"[len(digits):] + digits
}
