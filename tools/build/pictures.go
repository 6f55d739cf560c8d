package main

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"

	"overlap/chart/scene"
	"overlap/chart/svg"
	"overlap/report"
	"overlap/scenarios"
	"overlap/site/view"
)

// illustration is a picture that courses ask for, as a scenario with settings shows it.
type illustration struct {
	Title string
	Text  string // what to see in it
	ID    string // of the scenario
	Query string // of its page
}

// illustrations are in the order in which a course needs them.
var illustrations = []illustration{
	{"Synchronous execution, as a sequence", "Each lookup waits for the answer to the one before.", "fanout", "variant=sequential&tab=sequence"},
	{"Synchronous execution, as a timeline", "The waits add up.", "fanout", "variants=sequential"},
	{"Asynchronous execution, as a sequence", "Four lookups are sent before the first is answered.", "fanout", "variant=concurrent&tab=sequence"},
	{"Asynchronous execution, as a timeline", "The waits overlap: the longest chain counts.", "fanout", "variants=concurrent"},
	{"An event loop while something blocks", "One call keeps the loop; the heartbeat is ready and has no turn.", "blocking", "variants=inline&tab=loop&at=500ms"},
	{"An event loop while nothing blocks", "The loop sleeps until the first timer is due.", "blocking", "variants=native&tab=loop&at=505ms"},
	{"Threads", "Each waits and computes by itself, on cores that it shares.", "mixed", "variants=free"},
	{"The GIL", "One thread holds it, the others want it; waiting needs none.", "mixed", "variants=threads"},
	{"The anatomy of an async function", "Created, started, suspended, resumed and done: the lines at which it is, and what it logs.", "coroutine", "variants=sequential&tab=log"},
	{"The life of a future", "Pending until a timer sets it; then done, for ever.", "awaitables", "variants=sequential&future=400ms"},
	{"A generator that is suspended", "It runs to its next yield when it is resumed, and not otherwise.", "coroutine", "variants=generator&tab=log"},
	{"A circuit breaker", "Closed, open, half-open, and closed again.", "breaker", "variants=half-open"},
	{"A full listen backlog", "Dropped connection requests, and the tries that follow.", "fanout", "clients=100&backlog=20&variant=concurrent&tab=sequence"},
	{"A silent client", "It keeps its thread for as long as the server allows.", "echo", "clients=4&silent=1&idle=2s&machine=ideal&variants=threads"},
}

// Address returns the link to the picture, from the page with all of them.
func (p illustration) Address() string { return "../s/" + p.ID + "/?" + p.Query }

// HTML draws picture n of a scenario as its page does.
func (p illustration) HTML(s *scenarios.Scenario, n int) (template.HTML, error) {
	st, refused := view.ParseState(s, p.Query)
	if refused != nil {
		return "", fmt.Errorf("picture %q: %s", p.Title, refused[0])
	}
	o := svg.Options{Width: 480, Prefix: "picture-" + strconv.Itoa(n)}
	rs := st.Run()
	switch st.Tab {
	case "loop":
		return template.HTML(view.Loop(rs, st.At)), nil
	case "log":
		return template.HTML(view.Log(rs, st.Picture, st.At)), nil
	case "sequence":
		lines := svg.SequenceLines(o.Width)
		panel := slices.IndexFunc(rs.List, func(r *scenarios.Result) bool { return r.Variant.Name == st.Variant })
		e := report.Panels(rs)[panel].Sequence(lines, 0).Excerpt(scene.Window{At: st.At, Arrows: 24, Lines: lines})
		return template.HTML(svg.Sequence(&e, st.At, o)), nil
	}
	return template.HTML(svg.NewLayout(scene.Of(report.Panels(rs), st.Picture.View), o).SVG()), nil
}

// illustrationRow is a picture in the data of templates/pictures.html.
type illustrationRow struct {
	illustration
	Drawing template.HTML
}

// pictures writes the page of the pictures that courses ask for, each with a link to where it is alive.
func (p *pages) pictures(list []*scenarios.Scenario) error {
	var rows []illustrationRow
	for n, x := range illustrations {
		i := slices.IndexFunc(list, func(s *scenarios.Scenario) bool { return s.ID == x.ID })
		if i < 0 {
			continue // a build of some scenarios, or a rename: TestPictures knows
		}
		html, err := x.HTML(list[i], n)
		if err != nil {
			return err
		}
		rows = append(rows, illustrationRow{x, html})
	}
	return p.write("pictures/index.html", "pictures", shell{
		Root: "../", Path: "pictures/", Card: p.cardPath("home"), Script: p.assets.Page, Title: "Pictures of waiting", Index: true, Body: rows,
		Description: "Synchronous and asynchronous execution, the event loop, threads, the GIL, coroutines, futures and generators: pictures of real runs, each a link to where it is alive.",
	})
}
