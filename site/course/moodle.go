package course

import (
	"html"
	"strconv"
)

// Moodle returns questions as Moodle's question bank imports them (https://docs.moodle.org/en/Moodle_XML_format): a category for
// each topic, and the run as feedback.
func (s Site) Moodle(questions []Question) ([]byte, error) {
	quiz := el("quiz")
	topic := ""
	for _, q := range questions {
		if q.Topic != topic {
			topic = q.Topic
			quiz = quiz.with(el("question", "type", "category").with(el("category").with(el("text").says("$course$/top/overlap/" + topic))))
		}
		quiz = quiz.with(s.moodle(q))
	}
	return quiz.document()
}

func (s Site) moodle(q Question) element {
	html := func(name, text string) element { return el(name, "format", "html").with(el("text").says(text)) }
	kind := "numerical"
	if q.Choices != nil {
		kind = "multichoice"
	}
	e := el("question", "type", kind).with(
		el("name").with(el("text").says(q.Name)),
		html("questiontext", paragraph(q.Text)),
		html("generalfeedback", s.feedback(q)),
		el("defaultgrade").says("1"),
		el("idnumber").says("overlap-"+q.ID), // by which a second import finds what is there
	)
	if q.Choices == nil {
		return e.with(el("answer", "fraction", "100", "format", "plain_text").with(
			el("text").says(milliseconds(q.At)), el("tolerance").says(milliseconds(q.Tolerance))))
	}
	e = e.with(el("single").says("true"), el("shuffleanswers").says("false"), el("answernumbering").says("none")) // the choices have an order
	for i, c := range q.Choices {
		fraction := "0"
		if i == q.Right {
			fraction = "100"
		}
		e = e.with(el("answer", "fraction", fraction, "format", "html").with(el("text").says(paragraph(c))))
	}
	return e
}

func paragraph(text string) string { return "<p>" + html.EscapeString(text) + "</p>" }

// feedback returns what a platform shows who has answered, as HTML: what the run comes to, and the run.
func (s Site) feedback(q Question) string {
	return paragraph(q.Said) + s.link(q) +
		`<iframe src="` + html.EscapeString(s.picture(q.scenario, q.query)) + `" width="700" height="` + strconv.Itoa(feedbackHeight) + `" title="` + html.EscapeString(q.Name) + `" style="border:0" loading="lazy"></iframe>`
}

// feedbackHeight holds most pictures with their main controls; the others fit themselves in.
const feedbackHeight = 600

// link returns a link to the run.
func (s Site) link(q Question) string {
	return `<p><a href="` + html.EscapeString(s.page(q.scenario, q.query)) + `" target="_blank" rel="noopener">See the run</a></p>`
}
