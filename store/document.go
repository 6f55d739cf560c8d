package store

import (
	"hash/crc32"
	"strconv"
	"strings"
)

// A file is a line and the document. The line says which format this is, how long the document is and its CRC-32
// (IEEE): "overlap 1 0000001a 9ae0daaf\n". The sum finds accidents (a half-written disk block, an editor's newline); it
// is no defence against an enemy, who could write any settings anyway.
const (
	magic      = "overlap "
	version    = "1"
	headLength = len(magic+version+" ") + 8 + 1 + 8 + 1
)

func encode(data []byte) []byte { return append([]byte(head(data)), data...) }

func head(data []byte) string {
	return magic + version + " " + hex8(uint32(len(data))) + " " + hex8(crc32.ChecksumIEEE(data)) + "\n"
}

// decode returns the document in a file, or the end of a sentence about what is wrong with the file.
func decode(file []byte) (data []byte, problem string) {
	have := string(file[:min(headLength, len(file))])
	if rest, ours := strings.CutPrefix(have, magic); ours {
		digits, _, _ := strings.Cut(rest, " ")
		if n, err := strconv.ParseUint(digits, 10, 16); err == nil && n > 1 {
			return nil, "was saved by a newer overlap (its format is " + digits + "); update this one to read it"
		}
	}
	if data = file[len(have):]; have != head(data) {
		return nil, "is damaged (its first line does not fit what follows); delete it"
	}
	return data, ""
}

func hex8(n uint32) string {
	digits := strconv.FormatUint(uint64(n), 16)
	return "00000000"[len(digits):] + digits
}
