package words

import (
	"strconv"
	"strings"

	"overlap/chart/scene"
	"overlap/engine/trace"
	"overlap/quantity"
)

// handedOver says what a task does that ends another's wait, by the kind of wait; the thing's name follows.
var handedOver = [...]string{
	trace.WhyLock: "hands over ", trace.WhySemaphore: "hands over a permit of ", trace.WhyLimiter: "hands over a token of ", trace.WhyCPU: "hands over ",
	trace.WhyEvent: "sets ", trace.WhyFuture: "sets ", trace.WhyCondition: "notifies ", trace.WhyBarrier: "completes ",
	trace.WhyQueue: "hands over ", trace.WhyExecutor: "returns the result of ", trace.WhyNursery: "",
}

// queueStates are the ends of a queue's name in a wait, and what ends that wait.
var queueStates = [...][2]string{{" (empty)", "puts into "}, {" (full)", "makes room in "}, {" (unfinished)", "completes "}}

// ArrowText says what an arrow stands for: the first line of a message, or what a task does, and how often.
func ArrowText(a *scene.Arrow) string {
	text := arrowText(a)
	switch {
	case a.Count > 1 && a.Kind == scene.Sends && a.Text == "":
		return quantity.Count(a.Count) + " messages"
	case a.Count > 1:
		text += " ×" + quantity.Count(a.Count)
	}
	return text
}

func arrowText(a *scene.Arrow) string {
	switch a.Kind {
	case scene.Sends:
		if a.Text != "" {
			return a.Text
		}
		return bytesText(a.Bytes)
	case scene.Connects:
		return "connected at try " + strconv.Itoa(a.Tries+1)
	case scene.Drops:
		if a.Tries > 0 {
			return a.Text + ", try " + strconv.Itoa(a.Tries+1)
		}
		return a.Text
	case scene.Starts:
		return "starts"
	case scene.Ends:
		return "ends"
	case scene.Fails:
		return withText("fails", Said(a.Text))
	case scene.Stops:
		return withText("ends, cancelled", strings.TrimPrefix(Said(a.Text), "cancelled"))
	case scene.Cancels:
		return withText("cancels", Said(a.Text))
	}
	if a.Why == trace.WhyQueue {
		for _, q := range queueStates {
			if name, ok := strings.CutSuffix(a.Text, q[0]); ok {
				return q[1] + name
			}
		}
	}
	return handedOver[a.Why] + a.Text
}

func withText(what, text string) string {
	if text = strings.TrimPrefix(text, ": "); text != "" {
		what += ": " + text
	}
	return what
}

func bytesText(n int64) string { return quantity.Plural(int(n), "byte") }

// SequenceSentence says what a picture of a sequence shows.
func SequenceSentence(e *scene.Excerpt) string {
	var names []string
	for _, n := range e.Columns {
		names = append(names, Clean(e.Lines[n].Name))
	}
	if len(names) == 0 {
		return "No task does anything to another."
	}
	return quantity.Plural(len(e.Shown), "arrow") + " between " + strings.Join(names, ", ") + ". The table below says the same."
}

// SequenceRest says how many of a sequence's arrows a picture shows, and where the others are; "" when it shows all.
func SequenceRest(e *scene.Excerpt) string {
	var list []string
	for _, x := range [...]struct {
		n    int
		what string
	}{{e.Before, " before these"}, {e.After, " after them"}, {e.Others, " of other tasks"}} {
		if x.n > 0 {
			list = append(list, quantity.Count(x.n)+x.what)
		}
	}
	if len(list) == 0 {
		return ""
	}
	all := quantity.Count(len(e.Shown)+e.Before+e.After+e.Others) + " arrows"
	if e.Cut {
		all = "more than " + all
	}
	return quantity.Count(len(e.Shown)) + " of " + all + ": not shown are " + strings.Join(list, ", ") + "."
}

// SequenceTable returns the text alternative of a sequence as HTML: a row for each arrow.
func SequenceTable(e *scene.Excerpt) string {
	out := &Pen{}
	out.Raw(`<table class="chart-table"><thead><tr>`)
	for _, h := range []string{"Time", "From", "To", "What", "Read", "Size"} {
		out.Raw(`<th scope="col">`, h, "</th>")
	}
	out.Raw("</tr></thead><tbody>")
	for i := range e.Shown {
		a, read, size := &e.Shown[i], "", ""
		if a.Kind == scene.Sends {
			read, size = "never", bytesText(a.Bytes)
			if !a.Lost() {
				read = quantity.Duration(a.Until)
			}
		}
		out.Raw(`<tr><th scope="row">`, quantity.Duration(a.At), "</th>")
		for _, v := range []string{e.Lines[a.From].Name, e.Lines[a.To].Name, ArrowText(a), read, size} {
			out.Raw("<td>")
			out.Text(v)
			out.Raw("</td>")
		}
		out.Raw("</tr>")
	}
	out.Raw("</tbody></table>")
	return string(out.B)
}
