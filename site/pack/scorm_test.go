package pack_test

import (
	"encoding/xml"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"overlap/site/pack"
)

// node is an element of a manifest.
type node struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []node     `xml:",any"`
}

func (n node) attr(local string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == local && a.Name.Space != "xmlns" {
			return a.Value
		}
	}
	return ""
}

// at returns the element at a path of local names, and reports whether every step has just one.
func (n node) at(path ...string) (found node, ok bool) {
	for _, name := range path {
		count := 0
		var next node
		for _, c := range n.Children {
			if c.XMLName.Local == name {
				next = c
				count++
			}
		}
		if count != 1 {
			return node{}, false
		}
		n = next
	}
	return n, true
}

// names are the local names of an element's children, in order.
func (n node) names() string {
	var list []string
	for _, c := range n.Children {
		list = append(list, c.XMLName.Local)
	}
	return strings.Join(list, " ")
}

// built is small with the manifests of the project.
func built(t *testing.T) fstest.MapFS {
	t.Helper()
	pages := small()
	for _, version := range pack.Versions() {
		text, err := os.ReadFile("../templates/scorm-" + version + ".xml")
		if err != nil {
			t.Fatal(err)
		}
		for name, own := range map[string]*strings.Replacer{
			pack.Manifest(version):          strings.NewReplacer("{pass}", "80", "{measure}", "0.80", "{page}", pack.SinglePage, "{files}", `<file href="index.html"/>`),
			pack.ChallengeManifest(version): strings.NewReplacer("{pass}", "100", "{measure}", "1.00", "{page}", pack.ChallengePage, "{files}", `<file href="task/lab/index.html"/><file href="assets/a.wasm"/>`),
		} {
			pages[name] = &fstest.MapFile{Data: []byte(own.Replace(string(text)))}
		}
	}
	pages[pack.ChallengePage] = &fstest.MapFile{Data: []byte(`<main data-settings="">`)}
	return pages
}

// TestSCORM holds packages to what the schemas of both versions (imscp_rootv1p1p2 and adlcp_rootv1p2; imscp_v1p1, adlcp_v1p3 and imsss)
// demand of what a manifest has, and to what platforms read literally.
func TestSCORM(t *testing.T) {
	for _, v := range []struct{ version, schema, space, adlcp, scormType string }{
		{"1.2", "1.2", "http://www.imsproject.org/xsd/imscp_rootv1p1p2", "http://www.adlnet.org/xsd/adlcp_rootv1p2", "scormtype"},
		{"2004", "2004 4th Edition", "http://www.imsglobal.org/xsd/imscp_v1p1", "http://www.adlnet.org/xsd/adlcp_v1p3", "scormType"},
	} {
		t.Run(v.version, func(t *testing.T) {
			data, err := pack.SCORM(built(t), "tea", v.version, pack.Made{Query: "exam=yes"})
			if err != nil {
				t.Fatal(err)
			}
			files := unzip(t, data)
			if len(files) != 2 || !strings.Contains(files["index.html"], `"query":"exam=yes","address":"https://site.example/a/","course":true`) {
				t.Errorf("%d files; index.html: %s", len(files), files["index.html"])
			}
			text := files["imsmanifest.xml"]
			var m node
			if err := xml.Unmarshal([]byte(text), &m); err != nil {
				t.Fatal(err)
			}
			if m.XMLName != (xml.Name{Space: v.space, Local: "manifest"}) || m.attr("identifier") != "overlap.tea" || m.names() != "metadata organizations resources" {
				t.Errorf("the manifest is %v %q with %s", m.XMLName, m.attr("identifier"), m.names())
			}
			schema, _ := m.at("metadata", "schema")
			edition, _ := m.at("metadata", "schemaversion")
			if schema.Text != "ADL SCORM" || edition.Text != v.schema {
				t.Errorf("schema %q, version %q", schema.Text, edition.Text)
			}
			all, _ := m.at("organizations")
			course, ok := m.at("organizations", "organization")
			item, okItem := course.at("item")
			if !ok || !okItem || all.attr("default") != course.attr("identifier") || !strings.HasPrefix(course.names(), "title item") || !strings.HasPrefix(item.names(), "title ") {
				t.Errorf("organizations: %+v", all)
			}
			if title, _ := item.at("title"); title.Text != "Tea & toast" {
				t.Errorf("the title is %q", title.Text)
			}
			page, _ := m.at("resources", "resource")
			file, _ := page.at("file")
			if page.attr("identifier") != item.attr("identifierref") || page.attr("type") != "webcontent" || page.attr("href") != "index.html" || file.attr("href") != "index.html" {
				t.Errorf("the resource: %+v", page)
			}
			if want := "adlcp:" + v.scormType + `="sco"`; !strings.Contains(text, want) || !strings.Contains(text, `xmlns:adlcp="`+v.adlcp+`"`) { // Moodle knows the prefix, and resolves none
				t.Errorf("it lacks %s", want)
			}
			pass, okPass := item.at("masteryscore")
			if v.version == "2004" {
				pass, okPass = item.at("sequencing", "objectives", "primaryObjective", "minNormalizedMeasure")
			}
			if !okPass || strings.TrimPrefix(pass.Text, "0.") != "80" {
				t.Errorf("who passes: %q", pass.Text)
			}
		})
	}
	if _, err := pack.SCORM(small(), "tea", "1.2", pack.Made{}); err == nil || !strings.Contains(err.Error(), "without SCORM 1.2") {
		t.Errorf("without a manifest: %v", err)
	}
}

// TestChallenge: a package has the files that its manifest lists, and its page names the challenge, whatever stands in that.
func TestChallenge(t *testing.T) {
	data, err := pack.Challenge(built(t), "tea", "Tea & toast", `task="><b>&x=$1`, "1.2")
	if err != nil {
		t.Fatal(err)
	}
	files := unzip(t, data)
	if len(files) != 3 || files["assets/a.wasm"] != "main" {
		t.Errorf("%d files: %v", len(files), files)
	}
	if want := `<main data-settings="task=&#34;&gt;&lt;b&gt;&amp;x=$1">`; files[pack.ChallengePage] != want {
		t.Errorf("the page is %s, not %s", files[pack.ChallengePage], want)
	}
	for _, part := range []string{`identifier="overlap.challenge.tea"`, "<title>Tea &amp; toast</title>", "<adlcp:masteryscore>100<", `adlcp:scormtype="sco" href="task/lab/index.html"`} {
		if !strings.Contains(files["imsmanifest.xml"], part) {
			t.Errorf("the manifest lacks %s:\n%s", part, files["imsmanifest.xml"])
		}
	}
	pages := built(t)
	delete(pages, "assets/a.wasm")
	if _, err := pack.Challenge(pages, "tea", "Tea", "", "1.2"); err == nil || !strings.Contains(err.Error(), "lacks assets/a.wasm") {
		t.Errorf("without a file: %v", err)
	}
	if _, err := pack.Challenge(small(), "tea", "Tea", "", "1.2"); err == nil || !strings.Contains(err.Error(), "without a lab") {
		t.Errorf("without a lab: %v", err)
	}
}
