package advice_test

import (
	"os"
	"strings"
	"testing"

	"overlap/engine/trace/reader"
	"overlap/engine/trace/summary"
	"overlap/report/advice"
)

// said returns the advice on the only run of a file, a line each.
func said(t *testing.T, file string) (lines []string) {
	t.Helper()
	r := reader.New(reader.MostNative)
	if err := r.Add([]byte(file)); err != nil {
		t.Fatal(err)
	}
	f, err := r.Finish()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range advice.Of(f.Runs[0], summary.Of(f.Runs[0].Trace), f.Header.Program) {
		lines = append(lines, a.Place+" "+a.Text)
	}
	return lines
}

func same(t *testing.T, got []string, want ...string) {
	t.Helper()
	if a, b := strings.Join(got, "\n"), strings.Join(want, "\n"); a != b {
		t.Errorf("got\n%s\nwant\n%s", a, b)
	}
}

func TestAdviceOnTheExample(t *testing.T) {
	file, err := os.ReadFile("../../site/example/bank.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	same(t, said(t, string(file)),
		"bank.py:30 time.sleep held the loop for 150 ms: nothing else could run. While a task awaits asyncio.sleep, others run",
		"bank.py:16 transfer(0.1) holds source.lock while it waits for 100 ms, and 1 task for source.lock meanwhile: right if that wait is what the lock is for (2 times)",
		"bank.py:28–29 none of these awaits uses another’s result: report('ada', 0.05), report('bob', 0.1). One after another they took 150 ms; unless their order matters, asyncio.gather would take 100 ms")
}

const head = `{"trace":"overlap","schema":1,"program":"a.py"}
{"at":0,"kind":"made","task":1,"name":"main","parent":0}
{"at":0,"kind":"running","task":1}
`

// A task that ran for long is worth a word, and one that ran for less is not.
func TestHolding(t *testing.T) {
	for end, want := range map[string][]string{"99999999": nil, "100000000": {"b.py:3–9 main held the loop for 100 ms between these lines: nothing else could run"}} {
		same(t, said(t, strings.Replace(head, `running","task":1`, `running","task":1,"line":3,"file":"b.py"`, 1)+
			`{"at":`+end+`,"kind":"waiting","task":1,"why":"future","for":"x","line":9,"file":"b.py"}`+"\n"), want...)
	}
}

// The rounds of a loop are one piece of advice, with what they would save; what is quick saves nothing.
func TestLoop(t *testing.T) {
	round := func(from, to string) string {
		return `{"at":` + from + `,"kind":"labelled","task":1,"label":"","depth":0}
{"at":` + from + `,"kind":"labelled","task":1,"label":"get","depth":1,"line":5}
{"at":` + from + `,"kind":"waiting","task":1,"why":"sleep","due":` + to + `,"line":2}
{"at":` + to + `,"kind":"running","task":1}
`
	}
	const found = `{"at":60000000,"kind":"finding","task":0,"what":"loop","text":"get(n)","line":4,"last":5}` + "\n"
	same(t, said(t, head+round("0", "20000000")+round("20000000", "50000000")+round("50000000", "60000000")+found),
		"a.py:4–5 no round of this loop uses another’s result: 3 × get(n). One after another they took 60 ms; unless their order matters, asyncio.gather would take 30 ms")
	same(t, said(t, head+round("0", "200000")+round("200000", "500000")+found))
	same(t, said(t, head+round("0", "20000000")+found))
}

func TestComplaintsAreCountedByPlace(t *testing.T) {
	one := `{"at":5,"kind":"finding","task":0,"what":"unawaited","text":"f was never awaited: it did not run","line":7}` + "\n"
	same(t, said(t, head+one+one+strings.Replace(one, `"line":7`, `"line":8`, 1)),
		"a.py:7 f was never awaited: it did not run (2 times)", "a.py:8 f was never awaited: it did not run")
}

// The holds at one line are one piece of advice, with the longest of them.
func TestTheLongestHoldIsSaid(t *testing.T) {
	hold := func(ms string) string {
		return `{"at":5,"kind":"finding","task":1,"what":"held","text":"f held the loop for ` + ms + ` ms","line":7,"took":` + ms + `000000}` + "\n"
	}
	same(t, said(t, head+hold("120")+hold("450")+hold("200")), "a.py:7 f held the loop for 450 ms: nothing else could run (3 times)")
}

// Where nothing says at which line a task began to hold the loop, the line at which it stopped is named; where neither does, none is.
func TestHoldingWithoutABegin(t *testing.T) {
	const end = `{"at":100000000,"kind":"waiting","task":1,"why":"future","for":"x"`
	same(t, said(t, head+end+`,"line":9}`+"\n"), "a.py:9 main held the loop for 100 ms before that line: nothing else could run")
	same(t, said(t, head+end+"}\n"), " main held the loop for 100 ms without a break: nothing else could run")
}
