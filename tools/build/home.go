package main

import (
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strings"

	"overlap/report"
	"overlap/scenarios"
	"overlap/site/view"
)

// The scenario that the home page lets its reader try, and the parameter that they move.
const (
	heroScenario = "fanout"
	heroParam    = "db"
)

// course returns the IDs of the lessons that make an hour's course, in order: what a coroutine is, what waiting together saves,
// what it saves a service, what becomes of errors, what goes wrong with shared data, what stops a loop, and what a loop is for.
func courseIDs() []string {
	return []string{"hello", "restaurant", "fanout", "gather", "race", "blocking", "echo"}
}

// lessonOf is a lesson's place in the course.
type lessonOf struct {
	Place, Of int
	Next      *scenarios.Scenario // nil after the last
}

// placeInCourse returns the place of a scenario in the course, nil when it has none.
func placeInCourse(list []*scenarios.Scenario, id string) *lessonOf {
	ids := courseIDs()
	i := slices.Index(ids, id)
	if i < 0 {
		return nil
	}
	l := &lessonOf{Place: i + 1, Of: len(ids)}
	for _, s := range list {
		if i+1 < len(ids) && s.ID == ids[i+1] {
			l.Next = s
		}
	}
	return l
}

// homePage is the data of templates/home.html.
type homePage struct {
	Hero   *hero // nil when the list lacks its scenario
	Course []row
	Topics []topic
	Count  int
}

// hero is the picture that the home page lets its reader try.
type hero struct {
	Scenario *scenarios.Scenario
	Score    template.HTML
	Charts   []picture
	Start    template.HTML
	Controls template.HTML
}

// topic is a part of the catalogue.
type topic struct {
	Name string
	Rows []row
}

// row is a scenario's line in the catalogue. Of a title "Hello: a coroutine that waits" Name is what stands before the colon.
type row struct {
	ID, Name, Words, Question string
	Verdict                   scenarios.Headline // of a run with the defaults
	Uses                      string             // of Python's library, for who searches by that
}

// library finds names of Python's library in a program.
var library = regexp.MustCompile(`asyncio\.\w+|\b(?:threading|socket|ThreadPoolExecutor|ProcessPoolExecutor|HTTP)\b`)

// usesOf returns what a program uses of Python's library, each once, without what all twins use, and “TCP” where it connects.
func usesOf(program string) string {
	uses := library.FindAllString(program, -1)
	if slices.Contains(uses, "asyncio.open_connection") || slices.Contains(uses, "socket") {
		uses = append(uses, "TCP")
	}
	slices.Sort(uses)
	uses = slices.DeleteFunc(slices.Compact(uses), func(name string) bool {
		return slices.Contains([]string{"asyncio.run", "asyncio.sleep", "asyncio.iscoroutine", "asyncio.iscoroutinefunction"}, name)
	})
	return strings.Join(uses, " ")
}

func newRow(s *scenarios.Scenario) row {
	name, words, _ := strings.Cut(s.Title, ": ")
	return row{s.ID, name, words, s.Question, report.Headline(view.Run(s.New(), 0)), usesOf(s.Texts().Twin)}
}

// home writes the front page: the picture to try, the path through the lessons, and the topics that have scenarios, in page
// order.
func (p *pages) home(list []*scenarios.Scenario) error {
	body := &homePage{Count: len(list)}
	rows := map[string]row{}
	for _, t := range scenarios.Topics() {
		part := topic{Name: t.String()}
		for _, s := range list {
			if s.Topic == t {
				rows[s.ID] = newRow(s)
				part.Rows = append(part.Rows, rows[s.ID])
			}
		}
		if len(part.Rows) > 0 {
			body.Topics = append(body.Topics, part)
		}
	}
	for _, id := range courseIDs() {
		if r, ok := rows[id]; ok {
			body.Course = append(body.Course, r)
		}
	}
	for _, s := range list {
		if s.ID == heroScenario {
			h, err := newHero(s)
			if err != nil {
				return err
			}
			body.Hero = h
		}
	}
	picture, err := p.homeCard(body.Hero)
	if err != nil {
		return err
	}
	return p.write("index.html", "home", shell{
		Root: "./", Card: picture, Script: p.assets.Home, Title: "overlap: see what waiting costs", Index: true,
		Description: "Change a latency or a number of clients and see at once how long the same work takes one step after another and concurrently on an event loop.",
		Body:        body,
	})
}

// homeCard adds the picture that other sites show with a link to the front page, and returns its path.
func (p *pages) homeCard(h *hero) (path string, err error) {
	path = p.cardPath("home")
	if h == nil || path == "" {
		return "", nil
	}
	data, err := card("Your program spends its life waiting.", view.Run(h.Scenario.New(), 0))
	p.out.add(path, data)
	return path, err
}

func newHero(s *scenarios.Scenario) (*hero, error) {
	in := s.New()
	moved := in.Param(heroParam)
	if moved == nil {
		return nil, fmt.Errorf("scenario %s has no parameter %s, which the home page shows", s.ID, heroParam)
	}
	rs := view.Run(in, 0)
	return &hero{
		Scenario: s, Score: template.HTML(view.Score(rs)), Charts: pictures(rs, view.Widths()[1:]), // it is never as wide as the first
		Start: template.HTML(view.Start()), Controls: template.HTML(view.Settings(moved)),
	}, nil
}
