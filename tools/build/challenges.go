package main

import (
	"encoding/json"

	"overlap/report/check"
	"overlap/scenarios"
	"overlap/site/challenge"
)

// challengeFile is a challenge as the lab's page reads it. The page also reads teachers' files, which have neither ID nor sentences.
type challengeFile struct {
	ID string `json:"id"`
	challenge.Challenge
	Says []string `json:"says"` // the checks as sentences, which the page's program knows only when it is there
}

// challenges adds the scenarios' challenges, which the lab fetches one by one, and returns them as a part of its list.
func (p *pages) challenges(list []*scenarios.Scenario) (group exampleGroup, err error) {
	group.Name = "Challenges"
	for _, t := range scenarios.Topics() {
		for _, s := range list {
			c, ok, err := challenge.Of(s)
			if err != nil {
				return group, err
			}
			if !ok || s.Topic != t {
				continue
			}
			asked, err := c.Parsed()
			if err != nil {
				return group, err
			}
			file := challengeFile{ID: s.ID, Challenge: c, Says: []string{check.Ends}}
			for _, one := range asked {
				file.Says = append(file.Says, one.String())
			}
			data, err := json.Marshal(file)
			if err != nil {
				return group, err
			}
			group.Examples = append(group.Examples, example{ID: challengePrefix + s.ID, Title: c.Title, File: p.out.asset(labPrefix+challengePrefix+s.ID+".json", data)})
		}
	}
	return group, nil
}

// challengePrefix tells challenges from programs in the lab's list.
const challengePrefix = "challenge-"
