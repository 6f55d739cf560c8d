package store

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxName is how many characters (code points) the name of a document may have.
const maxName = 80

const (
	pieceLength = 100         // of an encoded name in one path element: file systems allow 255 bytes
	ending      = "_.overlap" // of every file, and of no folder; "_" keeps "con" from being Windows' console
)

// check reports why a key cannot name a document.
func (k Key) check() error {
	if !slices.Contains(kinds(), k.Kind) {
		return errors.New("the kind " + strconv.Quote(string(k.Kind)) + " is not one that is kept")
	}
	if !isScenarioID(k.Scenario) {
		return errors.New("the scenario id " + strconv.Quote(clip(k.Scenario)) + " must be 1 to 64 of a-z, 0-9 and -")
	}
	return checkName(k.Name)
}

func isScenarioID(id string) bool {
	for i := 0; i < len(id); i++ {
		if c := id[i]; !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-') {
			return false
		}
	}
	return 0 < len(id) && len(id) <= 64
}

func checkName(name string) error {
	switch {
	case strings.TrimSpace(name) == "":
		return errors.New("a name needs at least one character")
	case !utf8.ValidString(name):
		return errors.New("the name " + strconv.Quote(clip(name)) + " is not valid text")
	case utf8.RuneCountInString(name) > maxName:
		return errors.New("a name may have " + strconv.Itoa(maxName) + " characters, this one has " + strconv.Itoa(utf8.RuneCountInString(name)))
	case name != strings.TrimSpace(name):
		return errors.New("the name " + strconv.Quote(name) + " begins or ends with a space")
	case strings.ContainsFunc(name, invisible):
		return errors.New("the name " + strconv.Quote(name) + " contains a control character")
	}
	return nil
}

// clip shortens an over-long name for a message.
func clip(s string) string {
	if len(s) <= 2*maxName {
		return s
	}
	return s[:2*maxName] + "…"
}

// invisible reports characters that make a name look like another name or break its line. Joiners and variation selectors
// are allowed, because emoji and several scripts need them.
func invisible(r rune) bool {
	switch {
	case r < 0x20, 0x7f <= r && r < 0xa0: // C0 and C1 controls
		return true
	case 0x2028 <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069: // separators, direction overrides, isolates
		return true
	}
	return r == 0xfeff
}

// path returns the path of the file of a valid key: kind/scenario/name, with the name encoded.
func (k Key) path() string {
	folder := string(k.Kind) + "/" + k.Scenario + "/"
	name := encodeName(k.Name)
	for len(name) > pieceLength {
		folder, name = folder+name[:pieceLength]+"/", name[pieceLength:]
	}
	return folder + name + ending
}

// scenarioFolder returns the first two elements of a path, the folder of a kind and scenario.
func scenarioFolder(path string) string {
	kind, rest, _ := strings.Cut(path, "/")
	scenario, _, _ := strings.Cut(rest, "/")
	return kind + "/" + scenario
}

// keyOf is the inverse of path. ok is false for a path that no key has.
func keyOf(path string) (key Key, ok bool) {
	kind, rest, _ := strings.Cut(path, "/")
	scenario, rest, _ := strings.Cut(rest, "/")
	name, ok := decodeName(strings.TrimSuffix(strings.ReplaceAll(rest, "/", ""), ending))
	key = Key{Kind(kind), scenario, name}
	return key, ok && key.check() == nil && key.path() == path
}

// encodeName writes a name with the characters a-z 0-9 - _ + = only, so that it means the same on a file system that
// ignores case, normalises Unicode or forbids punctuation. Different names have different codes: a-z 0-9 - stand for
// themselves, _ for a space, +x for the capital X, and =e9= for the character with that hexadecimal code point.
// "Café 2" is +caf=e9=_2.
//
// A readable code rather than a hash, because natively people look into the folder.
func encodeName(name string) string {
	var b strings.Builder
	for _, r := range name {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9', r == '-':
			b.WriteRune(r)
		case 'A' <= r && r <= 'Z':
			b.WriteByte('+')
			b.WriteRune(r - 'A' + 'a')
		case r == ' ':
			b.WriteByte('_')
		default:
			b.WriteString("=" + strconv.FormatUint(uint64(r), 16) + "=")
		}
	}
	return b.String()
}

// decodeName is the inverse of encodeName. ok is false for what encodeName does not write.
func decodeName(code string) (name string, ok bool) {
	var b strings.Builder
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '-':
			b.WriteByte(c)
		case c == '+' && i+1 < len(code):
			i++
			b.WriteByte(code[i] - 'a' + 'A')
		case c == '_':
			b.WriteByte(' ')
		case c == '=':
			digits, _, closed := strings.Cut(code[i+1:], "=")
			r, err := strconv.ParseUint(digits, 16, 21)
			if err != nil || !closed {
				return "", false
			}
			b.WriteRune(rune(r))
			i += len(digits) + 1
		default:
			return "", false
		}
	}
	name = b.String()
	return name, encodeName(name) == code
}
