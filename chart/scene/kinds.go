package scene

import "strings"

// MarkKinds is how many kinds of marks have a sign and a meaning of their own. In a picture with more kinds all have the first
// one, and their texts stand beside them and under the pointer.
const MarkKinds = 3

// markKinds are the kinds of a scene's marks: those whose texts begin with the same word are of one kind.
type markKinds []markKind

type markKind struct {
	first string // word
	text  string // what all its texts have in common, with … for the rest
}

// Covered reports whether another mark of the same instant is drawn over an item's mark i.
func (it *Item) Covered(i int) bool { return i+1 < len(it.Marks) && it.Marks[i+1].At == it.Marks[i].At }

// note finds out of which kinds an item's marks are that are seen.
func (all *markKinds) note(it *Item) {
	for i := range it.Marks {
		m := &it.Marks[i]
		if it.Covered(i) {
			continue
		}
		first, _, _ := strings.Cut(m.Text, " ")
		n := 0
		for n < len(*all) && (*all)[n].first != first {
			n++
		}
		switch {
		case n > MarkKinds:
			continue // too many already
		case n == len(*all):
			*all = append(*all, markKind{first, m.Text})
		default:
			(*all)[n].text = inCommon((*all)[n].text, m.Text)
		}
		m.Kind = uint8(n)
	}
}

// explainMarks makes the legend's entries for marks.
func (s *Scene) explainMarks(kinds markKinds) {
	if len(kinds) <= MarkKinds {
		for i, k := range kinds {
			s.noted = append(s.noted, Entry{Sign: NotedSign, Kind: uint8(i), Text: k.text})
		}
		return
	}
	s.noted = append(s.noted, Entry{Sign: NotedSign, Text: signWords[NotedSign]})
	for i := range s.Strips {
		for _, r := range s.Strips[i].Rows {
			for k := range r.Items {
				for n := range r.Items[k].Marks {
					r.Items[k].Marks[n].Kind = 0
				}
			}
		}
	}
}

// inCommon returns the words that a text begins with as all before it do, and those it ends with where as many words differ:
// "question … starved". common is what those before it have in common, or the first of them.
func inCommon(common, text string) string {
	const rest = "…"
	head, tail, cut := strings.Cut(common, rest)
	if common == text || cut && strings.HasPrefix(text, head) && (tail == "" || strings.HasSuffix(text, tail)) && len(text) > len(head)+len(tail) {
		return common
	}
	if !cut {
		tail = common
	}
	all, first, last := strings.Fields(text), strings.Fields(head), strings.Fields(tail)
	n, m := 0, 0
	for n < min(len(first), len(all)) && first[n] == all[n] {
		n++
	}
	for m < min(len(last), len(all)-n) && last[len(last)-1-m] == all[len(all)-1-m] {
		m++
	}
	if !cut && len(first) != len(all) {
		m = 0
	}
	return strings.Join(append(append(first[:n:n], rest), last[len(last)-m:]...), " ")
}
