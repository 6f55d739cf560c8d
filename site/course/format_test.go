package course

import (
	"slices"
	"strings"
	"testing"

	"overlap/scenarios/all"
)

// The rules of each format that platforms go by, as far as these files use it; schema_test.go has what schemas demand of each element.
// None of the schemas' owners lets them be copied here.

// TestMoodle reads the questions as Moodle's importer does (question/format/xml/format.php).
func TestMoodle(t *testing.T) {
	list := asked(t)
	data, err := site.Moodle(list)
	if err != nil {
		t.Fatal(err)
	}
	quiz := read(t, data)
	questions := slices.DeleteFunc(quiz.Children, func(n node) bool { return n.attr("type") == "category" })
	if quiz.XMLName.Local != "quiz" || len(questions) != len(list) {
		t.Fatalf("%d questions, not %d", len(questions), len(list))
	}
	for i, n := range questions {
		q := list[i]
		if n.text("idnumber") != "overlap-"+q.ID || n.text("name", "text") != q.Name || n.text("questiontext", "text") != paragraph(q.Text) {
			t.Errorf("%s is another question", q.ID)
		}
		if !strings.Contains(n.text("generalfeedback", "text"), `<iframe src="https://overlap.example/course/embed/`+q.scenario+"/") {
			t.Errorf("%s shows no run", q.ID)
		}
		answers := n.all("answer")
		switch n.attr("type") {
		case "numerical":
			if len(answers) != 1 || answers[0].attr("fraction") != "100" || answers[0].text("text") != milliseconds(q.At) || answers[0].text("tolerance") != milliseconds(q.Tolerance) {
				t.Errorf("%s: the answer is %+v, not %s", q.ID, answers, q.At)
			}
		case "multichoice":
			if len(answers) != len(q.Choices) || n.text("single") != "true" {
				t.Fatalf("%s has %d choices", q.ID, len(answers))
			}
			for k, a := range answers {
				if (a.attr("fraction") == "100") != (k == q.Right) || a.text("text") != paragraph(q.Choices[k]) {
					t.Errorf("%s: choice %d is %+v", q.ID, k, a)
				}
			}
		default:
			t.Errorf("%s is of type %s", q.ID, n.attr("type"))
		}
	}
}

// TestGIFT reads the questions as Moodle's importer does: what is not escaped has its meaning.
func TestGIFT(t *testing.T) {
	list := asked(t)
	data, err := site.GIFT(list)
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(data), "\n\n")
	blocks = slices.DeleteFunc(blocks, func(b string) bool { return !strings.HasPrefix(b, "::") })
	if len(blocks) != len(list) {
		t.Fatalf("%d questions, not %d", len(blocks), len(list))
	}
	const hidden = "\x00"
	for i, b := range blocks {
		q := list[i]
		for _, c := range []string{`\`, "~", "=", "#", "{", "}", ":"} {
			b = strings.ReplaceAll(b, `\`+c, hidden)
		}
		head, answers, _ := strings.Cut(strings.TrimSpace(b), "{")
		answers, feedback, said := strings.Cut(answers, "####")
		if strings.Count(b, "{") != 1 || strings.Count(b, "}") != 1 || strings.Count(head, "::") != 2 || !said || !strings.HasSuffix(feedback, "}") {
			t.Errorf("%s is not one question:\n%s", q.ID, blocks[i])
		}
		if q.Choices == nil {
			if want := "#" + milliseconds(q.At) + ":" + milliseconds(q.Tolerance); answers != want {
				t.Errorf("%s: %s, not %s", q.ID, answers, want)
			}
			continue
		}
		if strings.Count(answers, "=") != 1 || strings.Count(answers, "~") != len(q.Choices)-1 || strings.Count(answers[:strings.Index(answers, "=")], "~") != q.Right {
			t.Errorf("%s: the right one of %s is not number %d", q.ID, answers, q.Right)
		}
	}
}

// TestQTI holds the package to IMS QTI 1.2, sections 3.4 to 3.7: the order of an item's parts, and what refers to what.
func TestQTI(t *testing.T) {
	list := asked(t)
	data, err := site.QTI(list)
	if err != nil {
		t.Fatal(err)
	}
	files := unpack(t, data)
	manifest := read(t, files["imsmanifest.xml"])
	resource := manifest.all("resource")[0]
	if resource.attr("type") != "imsqti_xmlv1p2" || files[resource.all("file")[0].attr("href")] == nil {
		t.Fatal("the manifest names no file with questions")
	}
	document := read(t, files[resource.all("file")[0].attr("href")])
	items := document.all("item")
	if document.XMLName.Space != "http://www.imsglobal.org/xsd/ims_qtiasiv1p2" || len(items) != len(list) {
		t.Fatalf("%d questions, not %d", len(items), len(list))
	}
	for i, item := range items {
		q := list[i]
		var parts []string
		for _, c := range item.Children {
			parts = append(parts, c.XMLName.Local)
		}
		if got := strings.Join(parts, " "); got != "itemmetadata presentation resprocessing itemfeedback" {
			t.Errorf("%s has %s", q.ID, got)
		}
		if item.all("displayfeedback")[0].attr("linkrefid") != item.all("itemfeedback")[0].attr("ident") {
			t.Errorf("%s shows a feedback that is not there", q.ID)
		}
		asks := append(item.all("response_str"), item.all("response_lid")...)
		if len(asks) != 1 || asks[0].attr("ident") != item.all("varequal")[0].attr("respident") {
			t.Errorf("%s marks what it does not ask", q.ID)
		}
		right := item.all("varequal")[0].Text
		if q.Choices == nil {
			if right != milliseconds(q.At) || item.all("vargte")[0].Text != milliseconds(q.At-q.Tolerance) || item.all("varlte")[0].Text != milliseconds(q.At+q.Tolerance) {
				t.Errorf("%s: the answer is %s, not %s", q.ID, right, q.At)
			}
			continue
		}
		labels := item.all("response_label")
		if len(labels) != len(q.Choices) || labels[q.Right].attr("ident") != right {
			t.Errorf("%s: the right choice is %s", q.ID, right)
		}
	}
}

// TestCartridge holds the cartridge to the profile of Common Cartridge 1.1, section 4: one organization with one root without a
// title, and a resource with its file for each item that refers to any.
func TestCartridge(t *testing.T) {
	data, err := site.Cartridge(all.List())
	if err != nil {
		t.Fatal(err)
	}
	files := unpack(t, data)
	manifest := read(t, files["imsmanifest.xml"])
	if manifest.text("metadata", "schema") != "IMS Common Cartridge" || manifest.text("metadata", "schemaversion") != "1.1.0" {
		t.Error("it is no Common Cartridge 1.1")
	}
	organization := manifest.all("organization")
	if len(organization) != 1 || organization[0].attr("structure") != "rooted-hierarchy" || len(organization[0].Children) != 1 || organization[0].text("item", "title") != "" {
		t.Error("there is not one root without a title")
	}
	links := map[string]string{}
	for _, r := range manifest.all("resource") {
		link := read(t, files[r.all("file")[0].attr("href")])
		if r.attr("type") != "imswl_xmlv1p1" || link.XMLName.Space != linkSpace {
			t.Errorf("%s is no link", r.attr("identifier"))
		}
		links[r.attr("identifier")] = link.text("title") + " " + link.all("url")[0].attr("href")
	}
	for _, s := range all.List() {
		if got, want := links["link-"+s.ID], s.Title+" https://overlap.example/course/s/"+s.ID+"/"; got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
	identifiers := map[string]bool{}
	for _, n := range append(manifest.all("item"), manifest.all("resource")...) {
		id, to := n.attr("identifier"), n.attr("identifierref")
		if identifiers[id] || id == "" {
			t.Errorf("there are two of %s", id)
		}
		identifiers[id] = true
		if to != "" && links[to] == "" {
			t.Errorf("%s leads to %s, which is not there", id, to)
		}
	}
	if len(links) != len(all.List()) || len(files) != len(links)+1 {
		t.Errorf("%d links, %d files", len(links), len(files))
	}
}

// TestChallenges: every challenge is a task of its own, which is passed with all points.
func TestChallenges(t *testing.T) {
	data, err := site.Challenges(all.List())
	if err != nil {
		t.Fatal(err)
	}
	structure := read(t, data)
	units := structure.all("au")
	for _, u := range units {
		if u.attr("id") != u.text("url") || !strings.HasPrefix(u.text("url"), "https://overlap.example/course/task/lab/?challenge=") || u.attr("masteryScore") != "1" || u.text("description", "langstring") == "" {
			t.Errorf("%s opens %s, and is passed with %s", u.attr("id"), u.text("url"), u.attr("masteryScore"))
		}
	}
	for _, b := range structure.all("block") {
		if len(b.all("au")) == 0 {
			t.Errorf("there is nothing in %s", b.attr("id"))
		}
	}
	if len(units) < 12 {
		t.Errorf("%d challenges", len(units))
	}
}

// TestCMI5 holds the course structure to section 13 of the specification: the order of parts, the words, and identifiers of which
// none stands twice.
func TestCMI5(t *testing.T) {
	data, err := site.CMI5(all.List())
	if err != nil {
		t.Fatal(err)
	}
	structure := read(t, data)
	units := structure.all("au")
	if len(units) != len(all.List()) || structure.Children[0].XMLName.Local != "course" {
		t.Fatalf("%d tasks", len(units))
	}
	seen := map[string]bool{}
	for _, u := range append(units, structure.all("block")...) {
		if seen[u.attr("id")] || u.text("title", "langstring") == "" || u.text("description", "langstring") == "" {
			t.Errorf("%s has no title or no description, or stands twice", u.attr("id"))
		}
		seen[u.attr("id")] = true
	}
	for i, u := range units {
		if want := "https://overlap.example/course/task/" + all.List()[i].ID + "/"; u.text("url") != want || u.attr("moveOn") != "Completed" || u.attr("masteryScore") != "0.8" {
			t.Errorf("%s opens %s, not %s", u.attr("id"), u.text("url"), want)
		}
	}
}
