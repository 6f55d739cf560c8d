package store

import (
	"hash/crc32"
	"slices"
	"strconv"
	"strings"
)

// A backup is lines and data:
//
//	overlap backup 1 2
//	runs fanout before=3a= 5
//	<5 bytes>
//	settings fanout +slow_+d+b 22
//	db=400ms&clients=50000
//	end 1f2e3d4c
//
// The first line has the version and the number of files; each file has its kind, scenario, encoded
// name and size, then its data and a newline; the last line has the CRC-32 of all before it. The files
// are in order and none comes twice, so that one set of files has one backup, byte for byte. It is not
// JSON, because encoding/json would be a sixth of the page's wasm.
const (
	backupMark    = "overlap backup "
	backupVersion = "1"
	footLength    = len("end ") + 8 + 1
	maxLine       = 1 << 10 // bytes: the longest line has a name of 80 characters, 8 bytes each
	maxBackup     = MaxBytes + MaxFiles*maxLine + footLength
)

// encodeBackup writes files, which are in order.
func encodeBackup(files []File) []byte {
	size := maxLine
	for _, file := range files {
		size += len(file.Data) + maxLine
	}
	out := make([]byte, 0, size)
	out = append(out, backupMark+backupVersion+" "+strconv.Itoa(len(files))+"\n"...)
	for _, file := range files {
		out = append(out, fileLine(file)...)
		out = append(out, file.Data...)
		out = append(out, '\n')
	}
	return seal(out)
}

// seal adds the last line.
func seal(content []byte) []byte {
	return append(content, "end "+hex8(crc32.ChecksumIEEE(content))+"\n"...)
}

func fileLine(file File) string {
	key := file.Key
	return string(key.Kind) + " " + key.Scenario + " " + encodeName(key.Name) + " " + strconv.Itoa(len(file.Data)) + "\n"
}

// decodeBackup is the inverse of encodeBackup, and refuses everything that encodeBackup does not write.
func decodeBackup(backup []byte) ([]File, error) {
	if len(backup) > maxBackup {
		return nil, fault(ErrFull, "the backup is "+bytes(len(backup))+"; at most "+bytes(maxBackup)+" can be imported")
	}
	head, rest, ok := cutLine(backup)
	version, digits, _ := strings.Cut(strings.TrimPrefix(head, backupMark), " ")
	if !ok || !strings.HasPrefix(head, backupMark) {
		return nil, fault(ErrDamaged, "this is not a backup of overlap (its first line does not begin with \""+backupMark+"\")")
	}
	if isNewer(version, backupVersion) {
		return nil, fault(ErrNewer, "the backup was made by a newer overlap (its format is "+version+"); update this one to import it")
	}
	if how := checkFoot(backup); how != "" {
		return nil, brokenBackup(how)
	}
	count, canonical := decimal(digits, MaxFiles)
	if version != backupVersion || !canonical {
		return nil, brokenBackup("its first line is " + strconv.Quote(head))
	}
	files, how := decodeFiles(rest[:len(rest)-footLength], count)
	if how != "" {
		return nil, brokenBackup(how)
	}
	return files, nil
}

func brokenBackup(how string) error {
	return fault(ErrDamaged, "the backup is damaged ("+how+"); nothing was imported")
}

// checkFoot compares the checksum at the end, and reports what is wrong. The head is known to be there.
func checkFoot(backup []byte) string {
	_, body, _ := cutLine(backup)
	if len(body) < footLength {
		return "it was cut"
	}
	content, foot := backup[:len(backup)-footLength], string(backup[len(backup)-footLength:])
	switch {
	case !strings.HasPrefix(foot, "end ") || !strings.HasSuffix(foot, "\n"):
		return "it was cut"
	case foot != "end "+hex8(crc32.ChecksumIEEE(content))+"\n":
		return "its checksum differs"
	}
	return ""
}

// decodeFiles reads count files, or reports what is wrong.
func decodeFiles(rest []byte, count int) (files []File, how string) {
	for len(files) < count {
		line, after, ok := cutLine(rest)
		key, size, valid := parseLine(line)
		number := "file " + strconv.Itoa(len(files)+1)
		switch {
		case !ok || !valid:
			return nil, number + " has no readable first line"
		case len(files) > 0 && compareKeys(files[len(files)-1].Key, key) >= 0:
			return nil, number + " is out of order"
		case len(after) < size+1 || after[size] != '\n':
			return nil, number + " is not as long as its first line says"
		}
		files = append(files, File{key, slices.Clone(after[:size])})
		rest = after[size+1:]
	}
	if len(rest) > 0 {
		return nil, "there is more than its first line says"
	}
	return files, ""
}

func parseLine(line string) (key Key, size int, valid bool) {
	fields := strings.Split(line, " ")
	if len(fields) != 4 {
		return Key{}, 0, false
	}
	name, err := decodeName(fields[2])
	size, canonical := decimal(fields[3], MaxFile)
	key = Key{Kind(fields[0]), fields[1], name}
	return key, size, err == nil && canonical && key.check() == nil
}

// cutLine splits off a line of at most maxLine bytes.
func cutLine(text []byte) (line string, rest []byte, ok bool) {
	end := slices.Index(text[:min(maxLine, len(text))], '\n')
	if end < 0 {
		return "", nil, false
	}
	return string(text[:end]), text[end+1:], true
}

// decimal reads a number from 0 to limit, written the one way strconv.Itoa writes it.
func decimal(digits string, limit int) (int, bool) {
	n, err := strconv.Atoi(digits)
	return n, err == nil && 0 <= n && n <= limit && strconv.Itoa(n) == digits
}
