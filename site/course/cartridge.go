package course

import (
	"strconv"

	"overlap/scenarios"
)

// What a Common Cartridge 1.1 declares (https://www.imsglobal.org/cc/ccv1p1/imscc_profilev1p1.html).
const (
	cartridgeSpace = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
	cartridgeLOM   = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
	linkSpace      = "http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1"
)

// Cartridge returns links to scenarios as a Common Cartridge, with a folder for each topic.
func (s Site) Cartridge(list []*scenarios.Scenario) ([]byte, error) {
	root, resources := el("item", "identifier", "root"), el("resources")
	var files []entry
	for _, topic := range byTopic(list) {
		folder := el("item", "identifier", topic.id).with(el("title").says(topic.name))
		for _, of := range topic.list {
			name := "links/" + of.ID + ".xml"
			folder = folder.with(el("item", "identifier", "item-"+of.ID, "identifierref", "link-"+of.ID).with(el("title").says(of.Title)))
			resources = resources.with(el("resource", "identifier", "link-"+of.ID, "type", "imswl_xmlv1p1").with(el("file", "href", name)))
			link, err := el("webLink", "xmlns", linkSpace).with(el("title").says(of.Title), el("url", "href", s.page(of.ID, ""), "target", "_blank")).document()
			if err != nil {
				return nil, err
			}
			files = append(files, entry{name, link})
		}
		root = root.with(folder)
	}
	title := el("lomimscc:title").with(el("lomimscc:string", "language", "en").says("overlap: see what waiting costs"))
	manifest, err := el("manifest", "identifier", "overlap", "xmlns", cartridgeSpace, "xmlns:lomimscc", cartridgeLOM).with(
		el("metadata").with(el("schema").says("IMS Common Cartridge"), el("schemaversion").says("1.1.0"),
			el("lomimscc:lom").with(el("lomimscc:general").with(title))),
		el("organizations").with(el("organization", "identifier", "topics", "structure", "rooted-hierarchy").with(root)),
		resources,
	).document()
	if err != nil {
		return nil, err
	}
	return archive(append([]entry{{"imsmanifest.xml", manifest}}, files...))
}

// topic is a topic with its scenarios, of which there are some.
type topic struct {
	id, name string
	list     []*scenarios.Scenario
}

func byTopic(list []*scenarios.Scenario) (all []topic) {
	for i, of := range scenarios.Topics() {
		t := topic{id: "topic-" + strconv.Itoa(i+1), name: of.String()}
		for _, s := range list {
			if s.Topic == of {
				t.list = append(t.list, s)
			}
		}
		if t.list != nil {
			all = append(all, t)
		}
	}
	return all
}
