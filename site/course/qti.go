package course

import (
	"strconv"
	"time"
)

// QTI returns questions as a package of IMS QTI 1.2, which Canvas, Brightspace and Blackboard import. Times are asked for as numbers,
// in the form that Canvas writes and reads.
func (s Site) QTI(questions []Question) ([]byte, error) {
	section := el("section", "ident", "root_section")
	for _, q := range questions {
		section = section.with(s.qti(q))
	}
	items, err := el("questestinterop", "xmlns", "http://www.imsglobal.org/xsd/ims_qtiasiv1p2").with(
		el("assessment", "ident", "overlap", "title", "overlap: what does waiting cost?").with(section)).document()
	if err != nil {
		return nil, err
	}
	manifest, err := el("manifest", "identifier", "overlap-questions", "xmlns", "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1").with(
		el("metadata").with(el("schema").says("IMS Content"), el("schemaversion").says("1.1.3")),
		el("organizations"),
		el("resources").with(el("resource", "identifier", "overlap", "type", "imsqti_xmlv1p2").with(el("file", "href", "overlap/overlap.xml"))),
	).document()
	if err != nil {
		return nil, err
	}
	return archive([]entry{{"imsmanifest.xml", manifest}, {"overlap/overlap.xml", items}})
}

// The names of what an item's parts refer to.
const (
	qtiResponse = "response1"
	qtiFeedback = "general_fb"
)

func (s Site) qti(q Question) element {
	kind, response, right := "numerical_question", asksNumber(), within(q.At, q.Tolerance)
	if q.Choices != nil {
		kind, response, right = "multiple_choice_question", asksChoice(q.Choices), el("varequal", "respident", qtiResponse).says(choiceID(q.Right))
	}
	material := func(html string) element {
		return el("material").with(el("mattext", "texttype", "text/html").says(html))
	}
	field := func(label, entry string) element {
		return el("qtimetadatafield").with(el("fieldlabel").says(label), el("fieldentry").says(entry))
	}
	return el("item", "ident", "overlap-"+q.ID, "title", q.Name).with(
		el("itemmetadata").with(el("qtimetadata").with(field("question_type", kind), field("points_possible", "1.0"))),
		el("presentation").with(material(paragraph(q.Text)), response),
		el("resprocessing").with(
			el("outcomes").with(el("decvar", "maxvalue", "100", "minvalue", "0", "varname", "SCORE", "vartype", "Decimal")),
			el("respcondition", "continue", "Yes").with(
				el("conditionvar").with(el("other")),
				el("displayfeedback", "feedbacktype", "Response", "linkrefid", qtiFeedback)),
			el("respcondition", "continue", "No").with(
				el("conditionvar").with(right),
				el("setvar", "action", "Set", "varname", "SCORE").says("100")),
		),
		el("itemfeedback", "ident", qtiFeedback).with(el("flow_mat").with(material(s.feedback(q)))),
	)
}

func asksNumber() element {
	return el("response_str", "ident", qtiResponse, "rcardinality", "Single").with(
		el("render_fib", "fibtype", "Decimal").with(el("response_label", "ident", "answer1")))
}

func asksChoice(choices []string) element {
	render := el("render_choice", "shuffle", "No")
	for i, c := range choices {
		render = render.with(el("response_label", "ident", choiceID(i)).with(
			el("material").with(el("mattext", "texttype", "text/plain").says(c))))
	}
	return el("response_lid", "ident", qtiResponse, "rcardinality", "Single").with(render)
}

func choiceID(i int) string { return "choice" + strconv.Itoa(i+1) }

// within is true of a number of milliseconds that is so far from another at most. Canvas takes the exact answer from varequal.
func within(at, tolerance time.Duration) element {
	compare := func(name string, d time.Duration) element {
		return el(name, "respident", qtiResponse).says(milliseconds(d))
	}
	return el("or").with(compare("varequal", at), el("and").with(compare("vargte", at-tolerance), compare("varlte", at+tolerance)))
}
