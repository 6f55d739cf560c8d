package course

import (
	"strconv"

	"overlap/scenarios"
	"overlap/site/view"
)

// CMI5 returns a course structure with a task for each scenario (https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd). A task
// is passed with the right answer, and over with any.
func (s Site) CMI5(list []*scenarios.Scenario) ([]byte, error) {
	mastery := strconv.FormatFloat(float64(view.PassPoints)/100, 'g', -1, 64)
	in := func(name, text string) element { return el(name).with(el("langstring", "lang", "en").says(text)) }
	course := el("courseStructure", "xmlns", "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd").with(
		el("course", "id", string(s)+"task/").with(in("title", "overlap"), in("description", "See what waiting costs: guess, then see.")))
	for _, topic := range byTopic(list) {
		block := el("block", "id", string(s)+"task/#"+topic.id).with(in("title", topic.name), in("description", topic.name))
		for _, of := range topic.list {
			address := s.task(of.ID, "")
			block = block.with(el("au", "id", address, "moveOn", "Completed", "masteryScore", mastery, "launchMethod", "AnyWindow").with(
				in("title", of.Title), in("description", of.Question), el("url").says(address)))
		}
		course = course.with(block)
	}
	return course.document()
}
