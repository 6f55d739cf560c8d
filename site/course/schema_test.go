package course

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"overlap/scenarios/all"
)

// rule is what a schema demands of an element.
type rule struct {
	parts      string   // a pattern over the names of its children, each with a space behind it
	attributes []string // names of those that must be there; "name=this|that" where there are a few words
}

// qtiRules are those of the elements that questions have, after the document type of IMS QTI 1.2 (ims_qtiasiv1p2p1.dtd). Of what may
// stand in an element, only what is used here is named.
var qtiRules = map[string]rule{
	"questestinterop":  {parts: `assessment `},
	"assessment":       {parts: `(qtimetadata )*(section )+`, attributes: []string{"ident"}},
	"section":          {parts: `(item )+`, attributes: []string{"ident"}},
	"item":             {parts: `(itemmetadata )?(presentation )?(resprocessing )*(itemfeedback )*`, attributes: []string{"ident"}},
	"itemmetadata":     {parts: `(qtimetadata )*`},
	"qtimetadata":      {parts: `(qtimetadatafield )+`},
	"qtimetadatafield": {parts: `fieldlabel fieldentry `},
	"presentation":     {parts: `((material |response_lid |response_str )+)`},
	"response_lid":     {parts: `(material )?render_choice (material )?`, attributes: []string{"ident", "rcardinality=Single|Multiple|Ordered"}},
	"response_str":     {parts: `(material )?render_fib (material )?`, attributes: []string{"ident", "rcardinality=Single|Multiple|Ordered"}},
	"render_choice":    {parts: `(response_label )+`, attributes: []string{"shuffle=Yes|No"}},
	"render_fib":       {parts: `(response_label )*`, attributes: []string{"fibtype=String|Integer|Decimal|Scientific"}},
	"response_label":   {parts: `(material )*`, attributes: []string{"ident"}},
	"resprocessing":    {parts: `outcomes (respcondition )+`},
	"outcomes":         {parts: `(decvar )+`},
	"decvar":           {attributes: []string{"varname", "vartype=Integer|String|Decimal|Scientific|Boolean|Enumerated|Set"}},
	"respcondition":    {parts: `conditionvar (setvar )*(displayfeedback )*`, attributes: []string{"continue=Yes|No"}},
	"conditionvar":     {parts: `(or |and |other |varequal |vargte |varlte )+`},
	"or":               {parts: `(and |varequal |vargte |varlte )+`},
	"and":              {parts: `(or |varequal |vargte |varlte )+`},
	"varequal":         {attributes: []string{"respident"}},
	"vargte":           {attributes: []string{"respident"}},
	"varlte":           {attributes: []string{"respident"}},
	"setvar":           {attributes: []string{"varname", "action=Set|Add|Subtract|Multiply|Divide"}},
	"displayfeedback":  {attributes: []string{"linkrefid", "feedbacktype=Response|Solution|Hint"}},
	"itemfeedback":     {parts: `(flow_mat |material )+`, attributes: []string{"ident"}},
	"flow_mat":         {parts: `(flow_mat |material )+`},
	"material":         {parts: `(mattext )+`},
	"mattext":          {attributes: []string{"texttype"}}, "fieldlabel": {}, "fieldentry": {}, "other": {},
}

// cartridgeRules are those of the manifest and the links of a Common Cartridge 1.1, after its profile and its schemas.
var cartridgeRules = map[string]rule{
	"manifest":      {parts: `metadata organizations resources `, attributes: []string{"identifier"}},
	"metadata":      {parts: `schema schemaversion lom `},
	"lom":           {parts: `general `},
	"general":       {parts: `title `},
	"organizations": {parts: `organization `},
	"organization":  {parts: `item `, attributes: []string{"identifier", "structure=rooted-hierarchy"}},
	"item":          {parts: `(title )?(item )*`, attributes: []string{"identifier"}},
	"title":         {parts: `(string )*`},
	"string":        {attributes: []string{"language"}},
	"resources":     {parts: `(resource )+`},
	"resource":      {parts: `file `, attributes: []string{"identifier", "type"}}, // a link has one file
	"file":          {attributes: []string{"href"}},
	"webLink":       {parts: `title url `},
	"url":           {attributes: []string{"href"}},
	"schema":        {}, "schemaversion": {},
}

// hold holds an element and all within it to rules.
func hold(t *testing.T, rules map[string]rule, n node) {
	t.Helper()
	r, known := rules[n.XMLName.Local]
	var names string
	for _, c := range n.Children {
		names += c.XMLName.Local + " "
		hold(t, rules, c)
	}
	if !known || !regexp.MustCompile(`^(?:`+r.parts+`)$`).MatchString(names) {
		t.Errorf("<%s> has %q", n.XMLName.Local, names)
	}
	if len(n.Children) > 0 && strings.TrimSpace(n.Text) != "" {
		t.Errorf("<%s> has a text between its parts: %q", n.XMLName.Local, n.Text)
	}
	for _, a := range r.attributes {
		name, words, some := strings.Cut(a, "=")
		if v := n.attr(name); v == "" || some && !slices.Contains(strings.Split(words, "|"), v) {
			t.Errorf("<%s> has %s=%q", n.XMLName.Local, name, v)
		}
	}
}

// TestSchemas holds questions and cartridge to what the schemas of their formats demand of each element.
func TestSchemas(t *testing.T) {
	questions, err := site.QTI(asked(t))
	if err != nil {
		t.Fatal(err)
	}
	hold(t, qtiRules, read(t, unpack(t, questions)["overlap/overlap.xml"]))

	cartridge, err := site.Cartridge(all.List())
	if err != nil {
		t.Fatal(err)
	}
	name := regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.-]*$`) // an xs:ID
	for path, content := range unpack(t, cartridge) {
		n := read(t, content)
		hold(t, cartridgeRules, n)
		for _, part := range append(append(n.all("item"), n.all("resource")...), n.all("organization")...) {
			if !name.MatchString(part.attr("identifier")) || part.XMLName.Local == "resource" && part.attr("href") != "" {
				t.Errorf("%s: <%s> has identifier=%q href=%q", path, part.XMLName.Local, part.attr("identifier"), part.attr("href"))
			}
		}
		for _, link := range n.all("url") {
			if n.text("title") == "" || !strings.HasPrefix(link.attr("href"), "https://") {
				t.Errorf("%s is the link %q to %s", path, n.text("title"), link.attr("href"))
			}
		}
	}
}
