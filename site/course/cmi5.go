package course

import (
	"strconv"

	"overlap/scenarios"
	"overlap/site/challenge"
	"overlap/site/view"
)

// unit is a task of a cmi5 course.
type unit struct{ address, title, description string }

// CMI5 returns a course structure with a task for each scenario. A task is passed with the right answer, and over with any.
func (s Site) CMI5(list []*scenarios.Scenario) ([]byte, error) {
	return s.structure("", "overlap", "See what waiting costs: guess, then see.", view.PassPoints, list, func(of *scenarios.Scenario) (unit, bool, error) {
		return unit{s.task(of.ID, ""), of.Title, of.Question}, true, nil
	})
}

// Challenges returns a course structure with the lab's challenges. A challenge is passed with all its checks.
func (s Site) Challenges(list []*scenarios.Scenario) ([]byte, error) {
	return s.structure("lab/", "overlap: challenges", "Change programs so that they wait less.", 100, list, func(of *scenarios.Scenario) (unit, bool, error) {
		c, ok, err := challenge.Of(of)
		return unit{s.task("lab", "challenge="+of.ID), c.Title, c.Task}, ok, err
	})
}

// structure returns a course structure (https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd). The folder of its tasks makes its ID
// differ from other courses'. of returns a scenario's task and whether there is one. Learners pass a task with so many points of 100.
func (s Site) structure(folder, title, description string, pass int, list []*scenarios.Scenario, of func(*scenarios.Scenario) (unit, bool, error)) ([]byte, error) {
	mastery := strconv.FormatFloat(float64(pass)/100, 'g', -1, 64)
	id := string(s) + "task/" + folder
	in := func(name, text string) element { return el(name).with(el("langstring", "lang", "en").says(text)) }
	course := el("courseStructure", "xmlns", "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd").with(
		el("course", "id", id).with(in("title", title), in("description", description)))
	for _, topic := range byTopic(list) {
		block, units := el("block", "id", id+"#"+topic.id).with(in("title", topic.name), in("description", topic.name)), 0
		for _, scenario := range topic.list {
			u, ok, err := of(scenario)
			if err != nil {
				return nil, err
			}
			if !ok {
				continue
			}
			block = block.with(el("au", "id", u.address, "moveOn", "Completed", "masteryScore", mastery, "launchMethod", "AnyWindow").with(
				in("title", u.title), in("description", u.description), el("url").says(u.address)))
			units++
		}
		if units > 0 {
			course = course.with(block)
		}
	}
	return course.document()
}
