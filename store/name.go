package store

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// MaxName is how many characters (code points) the name of a file may have.
const MaxName = 80

const (
	pieceLength = 100         // of an encoded name in one path element: file systems allow 255 bytes
	ending      = "_.overlap" // of every file, and of no folder; "_" keeps "con" from being Windows' console
)

// check reports why a key cannot name a file.
func (k Key) check() error {
	if !k.Kind.known() {
		return fault(ErrName, "the kind "+strconv.Quote(string(k.Kind))+" is none of composed, runs, settings")
	}
	if !isScenario(k.Scenario) {
		return fault(ErrName, "the scenario id "+strconv.Quote(clip(k.Scenario))+" must be 1 to 64 of a-z, 0-9 and -")
	}
	return checkName(k.Name)
}

func (k Kind) known() bool {
	for _, kind := range kinds() {
		if k == kind {
			return true
		}
	}
	return false
}

func isScenario(id string) bool {
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
		return fault(ErrName, "a name needs at least one character")
	case !utf8.ValidString(name):
		return fault(ErrName, "the name "+strconv.Quote(clip(name))+" is not valid text")
	case utf8.RuneCountInString(name) > MaxName:
		return fault(ErrName, "a name may have "+strconv.Itoa(MaxName)+" characters, this one has "+strconv.Itoa(utf8.RuneCountInString(name)))
	case name != strings.TrimSpace(name):
		return fault(ErrName, "the name "+strconv.Quote(name)+" begins or ends with a space")
	case strings.ContainsFunc(name, invisible):
		return fault(ErrName, "the name "+strconv.Quote(name)+" contains a control character")
	}
	return nil
}

// clip keeps a message about an over-long name short.
func clip(s string) string {
	if len(s) <= 2*MaxName {
		return s
	}
	return s[:2*MaxName] + "…"
}

// invisible reports characters that would let a name look like another one or break its line. Joiners
// and variation selectors are none of them: emoji and several scripts are written with those.
func invisible(r rune) bool {
	switch {
	case r < 0x20, 0x7f <= r && r < 0xa0: // C0 and C1 controls
		return true
	case 0x2028 <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069: // separators, direction overrides, isolates
		return true
	}
	return r == 0xfeff
}

// path returns where the file of a valid key lies: kind/scenario/name, with the name encoded.
func (k Key) path() string {
	folder := string(k.Kind) + "/" + k.Scenario + "/"
	name := encodeName(k.Name)
	for len(name) > pieceLength {
		folder, name = folder+name[:pieceLength]+"/", name[pieceLength:]
	}
	return folder + name + ending
}

// keyOf is the inverse of path. ok is false for a file that is not one of ours.
func keyOf(path string) (key Key, ok bool) {
	kind, rest, _ := strings.Cut(path, "/")
	scenario, rest, _ := strings.Cut(rest, "/")
	name, err := decodeName(strings.TrimSuffix(strings.ReplaceAll(rest, "/", ""), ending))
	key = Key{Kind(kind), scenario, name}
	return key, err == nil && key.check() == nil && key.path() == path
}

// encodeName writes a name with the characters a-z 0-9 - _ + = only, so that it means the same on a
// file system that ignores case, normalises Unicode or forbids punctuation. Different names have
// different codes: a-z 0-9 - stand for themselves, _ is a space, +x is the capital X, and any other
// character is its code point in hexadecimal between two =. "Café 2" is +caf=e9=_2.
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

var errNotOurs = errors.New("not a name that encodeName writes")

// decodeName is the inverse of encodeName, and refuses what encodeName does not write.
func decodeName(code string) (string, error) {
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
				return "", errNotOurs
			}
			b.WriteRune(rune(r))
			i += len(digits) + 1
		default:
			return "", errNotOurs
		}
	}
	if name := b.String(); encodeName(name) == code {
		return name, nil
	}
	return "", errNotOurs
}
