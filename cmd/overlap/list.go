package main

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"overlap/scenarios"
)

func (e *environment) listCommand() *cobra.Command {
	asJSON := false
	c := &cobra.Command{
		Use: "list", Short: "List the scenarios.", Long: "List the scenarios by topic, each with its variants.",
		Example: "overlap list\noverlap list --json",
		RunE: func(*cobra.Command, []string) error {
			if asJSON {
				return e.printJSON(listed(e.scenarios))
			}
			return e.list()
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "Print a JSON array, with every parameter.")
	return c
}

// list lists the scenarios by topic.
func (e *environment) list() error {
	columns, isTerminal := terminalOf(e.stdout)
	if !isTerminal {
		columns = math.MaxInt // programs that search the list need each scenario on one line
	}
	var ids, titles int // widths
	for _, s := range e.scenarios {
		ids, titles = max(ids, utf8.RuneCountInString(s.ID)), max(titles, utf8.RuneCountInString(s.Title))
	}
	var b strings.Builder
	topic := scenarios.Topic(0)
	for _, s := range e.scenarios {
		if s.Topic != topic {
			if topic != 0 {
				b.WriteByte('\n')
			}
			topic = s.Topic
			b.WriteString(topic.String() + "\n")
		}
		b.WriteString(entry(s.ID, pad(s.Title, titles)+"  "+strings.Join(variantNames(s.New()), ", "), ids, columns))
	}
	return e.print(b.String())
}

func pad(s string, width int) string { return s + strings.Repeat(" ", width-utf8.RuneCountInString(s)) }

func variantNames(in *scenarios.Instance) (names []string) {
	for _, v := range in.Variants() {
		names = append(names, v.Name)
	}
	return names
}

// listedScenario is what list --json says of a scenario.
type listedScenario struct {
	ID       string          `json:"id"`
	Topic    string          `json:"topic"`
	Level    int             `json:"level"`
	Title    string          `json:"title"`
	Question string          `json:"question"`
	Variants []listedVariant `json:"variants"`
	Params   []listedParam   `json:"params"`
	Services []listedService `json:"services"`
}

type listedVariant struct {
	Name  string `json:"name"`
	Title string `json:"title"`
}

type listedParam struct {
	Name    string `json:"name"`
	Label   string `json:"label"`
	Help    string `json:"help"`
	Default string `json:"default"`
	Allowed string `json:"allowed"`
}

type listedService struct {
	Name string `json:"name"`
	Port int    `json:"port"`
}

func listed(all []*scenarios.Scenario) []listedScenario {
	list := []listedScenario{}
	for _, s := range all {
		in := s.New()
		l := listedScenario{ID: s.ID, Topic: s.Topic.String(), Level: s.Level, Title: s.Title, Question: s.Question,
			Params: []listedParam{}, Services: []listedService{}}
		for _, v := range in.Variants() {
			l.Variants = append(l.Variants, listedVariant{v.Name, v.Title})
		}
		for _, p := range in.Params() {
			l.Params = append(l.Params, listedParam{p.Name, p.Label, p.Help, p.Default.String(), p.Allowed()})
		}
		for _, x := range in.Services() {
			l.Services = append(l.Services, listedService{x.At.Name, x.At.Port})
		}
		list = append(list, l)
	}
	return list
}
