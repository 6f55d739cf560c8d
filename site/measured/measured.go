// Package measured writes what a page says of a run on a real machine, beside the model: as HTML, in the words of package view. It is a
// package of its own because only who runs something for real fetches its code.
package measured

import (
	"strconv"
	"strings"
	"time"

	"overlap/quantity"
	"overlap/report"
	"overlap/scenarios"
	"overlap/site/view"
	"overlap/slack"
)

// Busy says which variant runs, with a button that stops it: number done of all.
func Busy(title string, done, all int) string {
	text := "Running on this machine …"
	if title != "" {
		text = "Running on this machine: " + title
	}
	if all > 1 {
		text += " (" + strconv.Itoa(done) + " of " + strconv.Itoa(all) + ")"
	}
	return `<span class="live">` + view.Escape(text) + "</span>" + view.Button("stop-run", "Stop")
}

// Compared says where a real run was made, and whether it is off the model by more than a real machine may be, or how databases have
// answered that stood in for what the model has. model is nil where the real run is shown alone.
func Compared(model, real *scenarios.Results, machine string, asked ...string) string {
	var b strings.Builder
	b.WriteString("<p><strong>Measured</strong> <span>" + view.Escape(machine) + "</span> " + view.Button("measure", "Run again") + " " + view.Button("keep-run", "Save this run") + "</p>")
	if asked != nil {
		b.WriteString("<p><span>" + strings.ReplaceAll(view.Escape(strings.Join(asked, "\n")), "\n", "<br>") + "</span></p>")
	}
	if model != nil && asked == nil {
		b.WriteString("<p><span>" + view.Escape(verdict(rows(model, real))) + "</span></p>")
	}
	return b.String()
}

// Note says by how much a variant is off the model, beside its total.
func Note(model *scenarios.Results, real *scenarios.Result) string {
	m := model.Ran(real.Variant.Name)
	if m == nil {
		return ""
	}
	r := row{real.Variant.Title, m, real}
	if off := r.off(); off != "-" {
		return off + r.results()
	}
	return "in the model " + report.Total(m)
}

// Heard is Compared for those who listen: one text.
func Heard(model, real *scenarios.Results, asked ...string) string {
	text, said := "Measured. ", ""
	for _, a := range asked {
		said += a + ". "
	}
	if model == nil {
		return text + said + view.Conclusion(real)
	}
	list := rows(model, real)
	for _, row := range list {
		text += row.title + ": " + row.words() + ". "
	}
	if asked != nil {
		return text + said
	}
	return text + verdict(list)
}

// Table returns the totals of the model and of the run as a table, and how late the machine was.
func Table(model, real *scenarios.Results) string {
	var b strings.Builder
	b.WriteString(`<table class="chart-table"><caption>Measured beside the model</caption><thead><tr><th scope="col">Variant</th><th scope="col">Model</th><th scope="col">Measured</th><th scope="col">Difference</th><th scope="col">Machine late by up to</th></tr></thead><tbody>`)
	for _, row := range rows(model, real) {
		b.WriteString(`<tr><th scope="row">` + view.Escape(row.title) + "</th><td>" + report.Total(row.model) + "</td><td>" + report.Total(row.real) +
			"</td><td>" + view.Escape(row.off()) + "</td><td>" + quantity.Duration(row.real.Late) + "</td></tr>")
	}
	return b.String() + "</tbody></table>"
}

// row is a variant in the model and on a machine.
type row struct {
	title       string
	model, real *scenarios.Result
}

func rows(model, real *scenarios.Results) (list []row) {
	for _, r := range real.List {
		if m := model.Ran(r.Variant.Name); m != nil {
			list = append(list, row{r.Variant.Title, m, r})
		}
	}
	return list
}

// off says by how much the run is off the model, "-" where a difference would mean nothing.
func (r row) off() string {
	if r.model.Err != nil || r.real.Err != nil {
		return "-"
	}
	return report.Off(r.real.Total, r.model.Total)
}

// beside returns the run beside the model's. Where both fail, as with a fault, a machine has words of its own for that.
func (r row) beside() slack.Run {
	run := slack.Beside(r.real, r.model)
	run.Same = run.Same || r.real.Err != nil && r.model.Err != nil
	return run
}

// words says how long the variant took, and the model.
func (r row) words() string {
	text := report.Total(r.real) + ", in the model " + report.Total(r.model)
	if off := r.off(); off != "-" {
		text += ": " + off
	}
	return text + r.results()
}

// results says what was returned where that is other than in the model.
func (r row) results() string {
	a, b := r.real.Value, r.model.Value
	if a == b || r.real.Variant.Undetermined || len(a)+len(b) > 60 || r.real.Err != nil || r.model.Err != nil {
		return ""
	}
	return "; result “" + a + "”, in the model “" + b + "”"
}

// verdict says what the run shows of the model: whether the differences are those of a real machine. Of how late the machine was it says
// what concerns the variants that it names, and nothing where all are near the model without that.
func verdict(list []row) string {
	var other, far, near []row
	text := ""
	for _, r := range list {
		switch run := r.beside(); {
		case run.Verdict() == slack.ShowsNothing:
			text += r.title + " has another result than the model, but " + run.Nothing() + ". "
		case !run.Same:
			other = append(other, r)
		case !run.Near():
			far = append(far, r)
		default:
			near = append(near, r)
		}
	}
	if len(other) > 0 {
		text += names(other) + plural(other, " ends", " end") + " otherwise than in the model. "
	}
	if len(far) > 0 {
		text += names(far) + plural(far, " differs", " differ") + " by more than a real machine’s " + margin(far) + " "
	}
	if len(near) == len(list) {
		text += "Within what a real machine may differ: " + margin(near)
	}
	return strings.TrimSpace(text)
}

// margin says by how much variants may differ.
func margin(list []row) string {
	late := time.Duration(-1)
	for _, r := range list {
		run := r.beside()
		if run.Late = 0; !run.Near() {
			late = max(late, r.real.Late)
		}
	}
	if late <= 0 {
		return "5 % or 10 ms."
	}
	return "5 %, 10 ms or what this one was late, up to " + quantity.Duration(late) + "."
}

// names returns the titles of variants: "A, B and C".
func names(list []row) (text string) {
	for i, r := range list {
		switch {
		case i == 0:
		case i == len(list)-1:
			text += " and "
		default:
			text += ", "
		}
		text += r.title
	}
	return text
}

func plural(list []row, one, several string) string {
	if len(list) == 1 {
		return one
	}
	return several
}

// Notice is why a run was not made, or not to its end.
type Notice struct {
	What, More string
	Some       bool // of the run there is something to save
}

// Stopped says what there is of a run that was stopped after a time, if there is some. why is "" where the reader stopped it.
func Stopped(done, all int, after time.Duration, why string, some bool) Notice {
	n := Notice{"Stopped after " + quantity.Duration(after), quantity.Count(done) + " of " + quantity.Plural(all, "variant") + " had ended; the picture keeps what there is", some}
	if !some {
		n.More = "nothing was measured yet: this is what the model says"
	}
	if why != "" {
		n.What = "Stopped: " + why
	}
	return n
}

// Refused says why nothing was run.
func Refused(why string) Notice {
	why = strings.TrimSpace(why)
	first := min(1, len(why))
	return Notice{What: "Nothing was run for real", More: strings.ToUpper(why[:first]) + why[first:]}
}

// HTML returns the notice with a button that tries again, and a button that saves what there is of the run.
func (n Notice) HTML() string {
	buttons := view.Button("measure", "Run again")
	if n.Some {
		buttons += " " + view.Button("keep-run", "Save this run")
	}
	return "<p><strong>" + view.Escape(n.What) + "</strong> <span>" + view.Escape(n.More) + "</span> " + buttons + "</p>"
}

// Text returns the notice for those who listen.
func (n Notice) Text() string { return n.What + ". " + n.More }

// Kept says that a run was saved, and leads to it.
func Kept(name, link string) string {
	return view.Dismissible("Saved as “" + view.Escape(name) + `” in this browser. <a href="` + view.Escape(link) + `">Open it</a>`)
}
