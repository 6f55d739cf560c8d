package journey

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"overlap/tools/browser"
)

// testTask answers the question of a task, and a learning platform hears of it.
func testTask(t *testing.T, w *world) {
	t.Run("cmi5", func(t *testing.T) { testCMI5(t, w) })
	t.Run("no leave", func(t *testing.T) { testNoLeave(t, w) })
	t.Run("open edx", func(t *testing.T) { testOpenEdX(t, w) })
	t.Run("alone", func(t *testing.T) {
		l := w.learner(t)
		l.Open(w.site + "/task/fanout/?db=400ms")
		l.answer("0", `[data-action="guess"]`)
		l.WaitText("#said", "No course is listening")
		l.MustBeAccessible()
		l.Viewport(320, 640)
		equal(t, "scrolls sideways", browser.Eval[bool](l.Page, `document.documentElement.scrollWidth > innerWidth`), false)
	})
}

// answer waits for the question in a frame within the page, "0" or "0.0", and gives an answer to it.
func (l *learner) answer(frame, choice string) {
	l.t.Helper()
	in := "frames[" + strings.ReplaceAll(frame, ".", "]?.frames[") + "]?.document"
	l.WaitFor(in + `?.documentElement.dataset.overlap === "ready" && ` + in + `.querySelector('` + choice + `:enabled') !== null`)
	browser.Eval[*int](l.Page, `(`+in+`.querySelector('`+choice+`').click(), 0)`)
}

// statement is what of an xAPI statement is looked at.
type statement struct {
	Verb   struct{ ID string }
	Object struct{ ID string }
	Actor  struct{ Account struct{ Name string } }
	Result struct {
		Score    struct{ Scaled, Raw float64 }
		Success  bool
		Duration string
	}
	Context struct {
		Registration      string
		ContextActivities struct{ Category, Grouping []struct{ ID string } }
		Extensions        map[string]any
	}
}

// lrs is a store of records as a platform with cmi5 has it, of another origin than our pages. It gives leave to report once, or again
// and again, as to a learner who comes back.
func lrs(t *testing.T, again bool) (address string, said <-chan statement) {
	t.Helper()
	statements := make(chan statement, 10)
	mux := http.NewServeMux()
	granted := false
	mux.HandleFunc("POST /token", func(w http.ResponseWriter, _ *http.Request) {
		if granted && !again {
			io.WriteString(w, `{"error-code": "1", "error-text": "The token has been fetched."}`) //nolint:errcheck // a reader that has gone
			return
		}
		granted = true
		io.WriteString(w, `{"auth-token": "abc123"}`) //nolint:errcheck // a reader that has gone
	})
	keepStates(mux)
	mux.HandleFunc("GET /xapi/agents/profile", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "{}") }) //nolint:errcheck // a reader that has gone
	mux.HandleFunc("PUT /xapi/statements", func(w http.ResponseWriter, r *http.Request) {
		var s statement
		if err := json.NewDecoder(r.Body).Decode(&s); err != nil || r.Header.Get("X-Experience-API-Version") == "" {
			http.Error(w, "no statement", http.StatusBadRequest)
			return
		}
		statements <- s
		w.WriteHeader(http.StatusNoContent)
	})
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Access-Control-Allow-Headers", "Authorization, Content-Type, X-Experience-API-Version")
		w.Header().Set("Access-Control-Allow-Methods", "GET, POST, PUT")
		switch {
		case r.Method == http.MethodOptions:
		case strings.HasPrefix(r.URL.Path, "/xapi/") && r.Header.Get("Authorization") != "Basic abc123":
			http.Error(w, "no leave", http.StatusUnauthorized)
		default:
			mux.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL, statements
}

// keepStates has a store keep what a task hands it, beside the data of its launch.
func keepStates(mux *http.ServeMux) {
	kept := ""
	mux.HandleFunc("GET /xapi/activities/state", func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		switch {
		case q.Get("registration") == "reg-1" && q.Get("stateId") == "overlap" && kept != "":
			io.WriteString(w, kept) //nolint:errcheck // a reader that has gone
			return
		case q.Get("registration") == "reg-1" && !q.Has("stateId"):
			names := []string{"LMS.LaunchData"}
			if kept != "" {
				names = append(names, "overlap")
			}
			json.NewEncoder(w).Encode(names) //nolint:errcheck // a reader that has gone
			return
		case q.Get("registration") != "reg-1" || q.Get("stateId") != "LMS.LaunchData":
			http.Error(w, "no such state", http.StatusNotFound)
			return
		}
		io.WriteString(w, `{"launchMode": "Normal", "masteryScore": 0.8, "returnURL": "https://lms.example/back", "contextTemplate": {
			"contextActivities": {"grouping": [{"id": "https://overlap.example/task/race/"}], "category": [{"id": "https://lms.example/mark"}]},
			"extensions": {"https://w3id.org/xapi/cmi5/context/extensions/sessionid": "session-1"}}}`) //nolint:errcheck // a reader that has gone
	})
	mux.HandleFunc("PUT /xapi/activities/state", func(w http.ResponseWriter, r *http.Request) {
		state, _ := io.ReadAll(r.Body) // a reader that has gone keeps nothing
		kept = string(state)
		w.WriteHeader(http.StatusNoContent)
	})
}

// launched is the address of a task as a course opens it.
func launched(site, store, task string) string {
	separator := "?"
	if strings.Contains(task, "?") {
		separator = "&"
	}
	return site + "/task/" + task + separator + url.Values{
		"endpoint": {store + "/xapi/"}, "fetch": {store + "/token"}, "registration": {"reg-1"}, "activityId": {"https://lms.example/activity/1"},
		"actor": {`{"objectType":"Agent","account":{"homePage":"https://lms.example","name":"ada"}}`},
	}.Encode()
}

// testCMI5 answers a task that a course has launched: the course is told in the order and with the context that cmi5 wants.
func testCMI5(t *testing.T, w *world) {
	store, said := lrs(t, false)
	l := w.learner(t)
	l.TrustAll()
	l.Open(launched(w.site, store, "race/"))
	l.WaitText("#said", "The first answer counts")
	equal(t, "way back", l.Attr("#back", "href"), "https://lms.example/back")
	l.answer("0", `[data-action="guess"][value="1"]`)
	l.WaitText("#said", "100 of 100 points. Your course has them.")
	l.Open(w.site + "/teach/")
	const own = "https://w3id.org/xapi/cmi5/context/"
	for _, verb := range []string{"initialized", "passed", "completed", "terminated"} {
		s := <-said
		equal(t, "verb", s.Verb.ID, "http://adlnet.gov/expapi/verbs/"+verb)
		equal(t, verb+": whose", s.Actor.Account.Name+" "+s.Object.ID+" "+s.Context.Registration, "ada https://lms.example/activity/1 reg-1")
		equal(t, verb+": session", s.Context.Extensions[own+"extensions/sessionid"], any("session-1"))
		equal(t, verb+": grouping", len(s.Context.ContextActivities.Grouping), 1)
		var marks []string
		for _, c := range s.Context.ContextActivities.Category {
			marks = append(marks, strings.TrimPrefix(c.ID, own+"categories/"))
		}
		equal(t, verb+": marks", slices.Contains(marks, "moveon"), verb == "passed" || verb == "completed")
		equal(t, verb+": template's mark, and ours", slices.Contains(marks, "https://lms.example/mark") && slices.Contains(marks, "cmi5"), true)
		equal(t, verb+": duration", s.Result.Duration != "", verb != "initialized")
		if verb == "passed" {
			equal(t, "score", s.Result.Score.Scaled, 1)
			equal(t, "raw score", s.Result.Score.Raw, 100)
			equal(t, "mastery", s.Context.Extensions[own+"extensions/masteryscore"], any(0.8))
		}
	}
}

// testNoLeave opens a task again with the address of a launch that is over: it says so, and can be answered all the same.
func testNoLeave(t *testing.T, w *world) {
	store, _ := lrs(t, false)
	l := w.learner(t)
	l.TrustAll()
	l.Open(launched(w.site, store, "race/"))
	l.WaitText("#said", "The first answer counts")
	l.Open(launched(w.site, store, "race/"))
	l.WaitText("#said", "Your course is not told: it gave no leave to report")
	l.answer("0", `[data-action="guess"][value="2"]`)
	l.WaitText("#said", "0 of 100 points. No course is listening.")
}

// edX is the side of Open edX in a custom problem: it pings, and calls when the task has said that it is there.
const edX = `<!doctype html><title>problem</title><link rel="icon" href="data:,"><iframe title="task" width="800" height="640" src="TASK"></iframe><script>
	calls = {}; ready = false;
	const frame = document.querySelector("iframe").contentWindow, say = message => frame.postMessage(JSON.stringify(message), location.origin);
	addEventListener("message", e => {
		if (typeof e.data !== "string") return;
		const m = JSON.parse(e.data);
		if (m.method === "JSInput::__ready") { if (ready) throw new Error("ready twice"); ready = true; if (m.params === "ping") say({method: "JSInput::__ready", params: "pong"}) }
		else if (m.id in calls) calls[m.id](m.result);
	});
	call = (method, params = "") => new Promise(done => { const id = Object.keys(calls).length + 1; calls[id] = done; say({id, method: "JSInput::" + method, params}) });
	setTimeout(() => say({method: "JSInput::__ready", params: "ping"}));
</script>`

// grade asks a task for its points as Open edX does.
const grade = `call("getGrade").then(text => JSON.parse(decodeURI(text)).points)`

// problem opens a problem of Open edX with a task, by its path.
func (w *world) problem(t *testing.T, task string) *learner {
	t.Helper()
	l := w.ownServer(t, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/problem" {
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				io.WriteString(w, strings.Replace(edX, "TASK", task, 1)) //nolint:errcheck // a reader that has gone
				return
			}
			next.ServeHTTP(w, r)
		})
	})
	l.Open(l.site + "/problem")
	return l
}

// testOpenEdX has a task graded by the page around it, and opened again with what that page has stored.
func testOpenEdX(t *testing.T, w *world) {
	l := w.problem(t, "/task/race/")
	l.WaitFor("ready")
	equal(t, "grade before", browser.Eval[int](l.Page, grade), 0)
	l.answer("0.0", `[data-action="guess"][value="1"]`)
	l.WaitFor(`frames[0].document.querySelector("#said").textContent.includes("Hand it in below")`)
	equal(t, "grade", browser.Eval[int](l.Page, grade), 100)
	state := browser.Eval[string](l.Page, `call("getState").then(decodeURI)`)

	l.Reload()
	l.WaitFor("ready")
	browser.Eval[bool](l.Page, `call("setState", `+"`"+state+"`"+`)`)
	l.WaitFor(`frames[0].document.querySelector("#said").textContent.includes("answered before")`)
	l.WaitFor(`frames[0].frames[0]?.document.querySelector("#guess")?.textContent.includes("Right")`)
	equal(t, "grade of what was stored", browser.Eval[int](l.Page, grade), 100)
}
