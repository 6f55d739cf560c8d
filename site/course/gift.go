package course

import (
	"html"
	"strings"
)

// GIFT returns questions in the text format that many platforms import (https://docs.moodle.org/en/GIFT_format). The feedback is
// a link: few of them keep frames.
func (s Site) GIFT(questions []Question) ([]byte, error) {
	var b strings.Builder
	b.WriteString("// Questions about runs of overlap. The answers are the engine's; times are in milliseconds.\n")
	topic := ""
	for _, q := range questions {
		if q.Topic != topic {
			topic = q.Topic
			b.WriteString("\n$CATEGORY: $course$/top/overlap/" + topic + "\n")
		}
		b.WriteString("\n::" + inGIFT(q.Name) + "::[html]" + inGIFT(paragraph(q.Text)) + "{" + gift(q) + "####" + inGIFT(paragraph(q.Said)+s.link(q)) + "}\n")
	}
	return []byte(b.String()), nil
}

func gift(q Question) (answers string) {
	if q.Choices == nil {
		return "#" + milliseconds(q.At) + ":" + milliseconds(q.Tolerance)
	}
	for i, c := range q.Choices {
		mark := "~"
		if i == q.Right {
			mark = "="
		}
		answers += mark + inGIFT(html.EscapeString(c)) + " "
	}
	return answers
}

// inGIFT escapes what has a meaning in the format.
func inGIFT(text string) string {
	return strings.NewReplacer(`\`, `\\`, "~", `\~`, "=", `\=`, "#", `\#`, "{", `\{`, "}", `\}`, ":", `\:`, "\n", " ").Replace(text)
}
