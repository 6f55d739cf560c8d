package main

import (
	"encoding/json"
	"slices"

	"overlap/report/check"
	"overlap/scenarios"
	"overlap/site/challenge"
	"overlap/site/pack"
)

// challengeFile is a challenge as the lab's page reads it. The page also reads teachers' files, which have neither ID nor sentences.
type challengeFile struct {
	ID string `json:"id"`
	challenge.Challenge
	Says []string `json:"says"` // the checks as sentences, which the page's program knows only when it is there
}

// challengesOf returns the challenges of scenarios, in the order of topics.
func challengesOf(list []*scenarios.Scenario) (files []challengeFile, err error) {
	for _, t := range scenarios.Topics() {
		for _, s := range list {
			c, ok, err := challenge.Of(s)
			if err != nil {
				return nil, err
			}
			if !ok || s.Topic != t {
				continue
			}
			asked, err := c.Parsed()
			if err != nil {
				return nil, err
			}
			file := challengeFile{ID: s.ID, Challenge: c, Says: []string{check.Ends}}
			for _, one := range asked {
				file.Says = append(file.Says, one.String())
			}
			files = append(files, file)
		}
	}
	return files, nil
}

// challenges adds the scenarios' challenges, which the lab fetches one by one, and returns them as a part of its list.
func (p *pages) challenges(list []*scenarios.Scenario) (group exampleGroup, err error) {
	group.Name = "Challenges"
	files, err := challengesOf(list)
	for _, file := range files {
		data, err := json.Marshal(file)
		if err != nil {
			return group, err
		}
		group.Examples = append(group.Examples, example{ID: challengePrefix + file.ID, Title: file.Title, File: p.out.asset(labPrefix+challengePrefix+file.ID+".json", data)})
	}
	return group, err
}

// challengePrefix tells challenges from programs in the lab's list.
const challengePrefix = "challenge-"

// challengeTask writes the page that asks for a challenge in the lab and reports to a learning platform, and the manifests of packages
// that hold it: they list all that the two pages fetch.
func (p *pages) challengeTask(root string, lab *labPage, tasks exampleGroup) error {
	if err := p.write(pack.ChallengePage, "task", shell{Root: "../../", Script: p.assets.Task, Title: "Challenge", Body: taskPage{Frame: labFolder, Asks: "challenge"}}); err != nil {
		return err
	}
	a := p.assets
	files := slices.Concat([]string{pack.ChallengePage, labFolder + "index.html", "favicon.svg", a.TaskStyle, a.Task, a.Style, a.PagesStyle, a.LabStyle, a.NoScript, a.Lab, lab.Worker, lab.Wasm, lab.Library, lab.Python, lab.Editor}, a.Pieces("lab"), a.later("export"), a.later("sequence"))
	for _, task := range tasks.Examples {
		files = append(files, task.File)
	}
	return manifests(root, p.out, pack.ChallengeManifest, 100, files)
}
