package course

import (
	"archive/zip"
	"bytes"
	"context"
	"sync"

	"overlap/scenarios"
)

// Course is what platforms import for a site.
type Course struct {
	Step      func() // called when a scenario has run for its questions; nil for nobody
	site      Site
	list      []*scenarios.Scenario
	questions func() ([]Question, error) // runs every scenario once
}

// New returns the course about scenarios of the site at an address. When ctx ends no more scenarios run, and files that need them
// have its error.
func New(ctx context.Context, address string, list []*scenarios.Scenario) *Course {
	c := &Course{site: NewSite(address), list: list}
	c.questions = sync.OnceValues(func() (all []Question, err error) {
		for _, s := range list {
			more, err := questionsOf(ctx, s)
			if err != nil {
				return nil, err
			}
			if all = append(all, more...); c.Step != nil {
				c.Step()
			}
		}
		return all, nil
	})
	return c
}

// File is something that a platform imports.
type File struct {
	Kind string // as the command spells it
	Name string
	For  string // what takes it, and what it is, as a sentence
	Lab  bool   // only for a site that has a lab
	Make func(*Course) ([]byte, error)
}

// Files returns all that platforms can import, the most wanted first.
func Files() []File {
	asked := func(write func(Site, []Question) ([]byte, error)) func(*Course) ([]byte, error) {
		return func(c *Course) ([]byte, error) {
			questions, err := c.questions()
			if err != nil {
				return nil, err
			}
			return write(c.site, questions)
		}
	}
	linked := func(write func(Site, []*scenarios.Scenario) ([]byte, error)) func(*Course) ([]byte, error) {
		return func(c *Course) ([]byte, error) { return write(c.site, c.list) }
	}
	return []File{
		{"moodle", "overlap-moodle.xml", "Questions for Moodle’s question bank, in a category for each topic.", false, asked(Site.Moodle)},
		{"qti", "overlap-qti.zip", "The same questions as QTI 1.2, for Canvas, Brightspace and Blackboard.", false, asked(Site.QTI)},
		{"gift", "overlap-gift.txt", "The same questions as GIFT, a text that many platforms import.", false, asked(Site.GIFT)},
		{"cartridge", "overlap.imscc", "A Common Cartridge: a link to each scenario, in folders by topic.", false, linked(Site.Cartridge)},
		{"cmi5", "overlap-cmi5.xml", "A cmi5 course: a task for each scenario, which reports its score.", false, linked(Site.CMI5)},
		{"challenges", "overlap-challenges.xml", "A cmi5 course: the lab’s challenges, each of which reports its score.", true, linked(Site.Challenges)},
	}
}

// entry is a file of an archive.
type entry struct {
	name string
	data []byte
}

// archive returns files as a zip archive, always the same for the same files.
func archive(files []entry) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(f.data); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}
