package layering

// The import policy, as data. Do not relax it to fix a build: the import is what is wrong. A new package
// gets a line here, and the line is what a reviewer looks at.
//
// Patterns are paths below the module; * stands for one folder and a last ... for a folder and all below it.

// room is a package of this module, and the packages of this module that it may import.
type room struct {
	pattern string
	uses    []string
}

// rooms is in the direction of imports: trace ← engine ← {async, network} ← scenarios ← scenarios/all ←
// {wasm, cmd, tools}. The first pattern that fits a package counts. Tests may import more.
var rooms = []room{
	{"engine/trace", nil},
	{"engine/trace/summary", []string{"engine/trace"}},
	{"engine/trace/export", []string{"engine/trace", "engine/trace/summary"}},
	{"engine/trace/reader", []string{"engine/trace"}},
	{"engine/trace/tracetest", []string{"engine/trace"}},
	{"engine", []string{"engine/trace"}},
	{"engine/enginetest", []string{"engine", "engine/trace", "engine/trace/tracetest"}},
	{"engine/async", []string{"engine", "engine/trace"}},
	{"engine/network", []string{"engine", "engine/trace"}},
	{"engine/network/networktest", []string{"engine", "engine/trace/summary", "engine/trace/tracetest", "engine/network"}},
	{"engine/network/*", []string{"engine", "engine/trace", "engine/network"}},
	{"chart/scene", []string{"engine/trace", "engine/trace/summary"}},
	{"quantity", nil},
	{"slack", []string{"quantity", "scenarios"}},
	{"chart/words", []string{"quantity", "chart/scene", "engine/trace", "engine/trace/summary"}},
	{"chart/svg", []string{"quantity", "chart/words", "chart/scene", "engine/trace", "engine/trace/summary"}},
	{"chart/term", []string{"quantity", "chart/words", "chart/scene", "engine/trace/summary"}},
	{"chart/charttest", []string{"chart/scene", "report", "engine", "engine/trace", "engine/trace/summary", "scenarios", "scenarios/*"}},
	{"store", nil},
	{"scenarios", []string{"quantity", "engine", "engine/trace", "engine/trace/summary", "engine/network", "engine/network/memory", "engine/network/fault"}},
	{"scenarios/all", []string{"scenarios", "scenarios/*"}},
	{"scenarios/httpbin", []string{"engine", "engine/network", "engine/network/http1"}},
	{"scenarios/*", []string{"quantity", "scenarios", "engine", "engine/trace", "engine/trace/summary", "engine/async", "engine/network", "engine/network/http1", "scenarios/httpbin"}},
	{"report", []string{"quantity", "chart/scene", "chart/words", "scenarios", "engine", "engine/trace", "engine/trace/summary", "engine/trace/export"}},
	{"report/advice", []string{"quantity", "engine", "engine/trace", "engine/trace/summary", "engine/trace/reader"}},
	{"report/check", []string{"quantity", "engine/trace", "engine/trace/summary", "engine/trace/reader"}},
	{"report/twin", []string{"quantity", "report", "scenarios", "engine/trace"}},
	{"site/view", []string{"quantity", "report/...", "chart/...", "scenarios", "scenarios/all", "engine", "engine/trace", "engine/trace/summary", "engine/trace/export"}},
	{"wasm/page", []string{"site/view", "store", "chart/svg", "scenarios", "scenarios/all", "engine", "engine/trace"}},
	{"wasm/measure", []string{"wasm/page", "site/events", "site/measured", "site/view", "report/advice", "scenarios", "engine/trace", "engine/trace/reader"}},
	{"wasm/open", []string{"wasm/page", "site/view", "report/advice", "report/check", "report/twin", "scenarios", "scenarios/all", "engine/trace/summary", "engine/trace/reader"}},
	{"wasm", []string{"wasm/page", "wasm/open", "wasm/measure"}},
	{"site", nil},
	{"site/events", nil},
	{"site/measured", []string{"quantity", "report", "scenarios", "site/view", "slack"}},
	{"site/course", []string{"scenarios", "site/challenge", "site/view"}},
	{"site/challenge", []string{"scenarios", "report/check"}},
	{"reality", []string{"engine", "engine/network", "engine/network/tcp", "scenarios", "slack"}},
	{"site/stream", []string{"reality", "report", "quantity", "scenarios", "site", "site/events", "site/view", "engine", "engine/trace", "engine/trace/export", "engine/trace/reader"}},
	{"site/pack", []string{"scenarios", "site", "site/view"}},
	{"python", nil},
	{".", nil},
	{"cmd/...", []string{"cmd/...", ".", "reality", "site", "site/challenge", "site/course", "site/pack", "site/stream", "python", "slack", "quantity", "report/...", "chart/...", "store", "scenarios/...", "engine/..."}},
	{"tools/slim", nil},
	{"tools/...", []string{".", "site", "site/challenge", "site/course", "site/pack", "site/stream", "python", "quantity", "report/...", "chart/...", "store", "scenarios/...", "engine/...", "site/view", "tools/...", "internal/..."}},
	{"internal/...", []string{"internal/..."}},
}

// reservation allows imports from outside of the module to a few packages only.
type reservation struct {
	imports []string // import paths; a last ... as in patterns
	only    []string // patterns of the packages that may
	why     string
}

// helpers are packages for tests, which link package testing anyway.
var helpers = []string{"engine/enginetest", "engine/trace/tracetest", "chart/charttest", "engine/network/networktest"}

var native = []string{"cmd/...", "tools/...", "site", "site/challenge", "site/course", "site/pack", "site/stream", "reality", "python", "internal/...", "."}

var reservations = []reservation{
	// The store's twin for the page is a file system over IndexedDB: that of hackpadfs brings fmt and reflect.
	// Echo has toUpperCase of the page where it has x/text natively.
	{[]string{"syscall/js"}, []string{"wasm", "wasm/page", "wasm/open", "wasm/measure", "store", "scenarios/echo"}, "only the page knows the browser"},
	{[]string{"golang.org/x/text/..."}, []string{"scenarios/echo"}, "it is for letters that have several capitals"},
	{[]string{"honnef.co/go/js/dom/v2"}, []string{"wasm", "wasm/page"}, "only the page knows the browser"},
	{[]string{"net", "net/..."}, append([]string{"engine/network/tcp"}, native...), "it costs the page more than the engine does"},
	{[]string{"encoding/json"}, native, "it costs the page half a second on a slow line"},
	{[]string{"html/template", "text/template", "reflect"}, native, "it costs the page half a second on a slow line"},
	{[]string{"fmt"}, append(append([]string{"engine/network/tcp"}, helpers...), native...), "strconv and + do; see RATIONALE.md"},
	{[]string{"testing", "testing/..."}, append([]string{"internal/golden", "tools/..."}, helpers...), "it is for tests"},
	{[]string{"os", "os/...", "syscall"}, append([]string{"store", "slack", "engine/network/tcp"}, native...), "a run knows no machine"},
	{[]string{"pgregory.net/rapid"}, []string{"engine/trace/tracetest", "chart/charttest"}, "it is for tests"},
	{[]string{"math/rand", "crypto/rand"}, nil, "a run's only source of chance is Task.Rand"},
	{[]string{"github.com/hack-pad/..."}, []string{"store"}, "the store is its one thin wrapper"},
	{[]string{"github.com/spf13/cobra", "github.com/spf13/pflag"}, []string{"cmd/..."}, "they are the command's grammar"},
	{[]string{"github.com/redis/...", "github.com/jackc/..."}, []string{"cmd/overlap/database"}, "real databases are the native command's"},
	{[]string{"golang.org/x/exp/trace"}, []string{"cmd/..."}, "it reads execution traces of Go programs"},
	{[]string{"golang.org/x/term", "github.com/schollz/progressbar/v3"}, []string{"cmd/..."}, "they are for a terminal"},
	{[]string{"github.com/prometheus/..."}, []string{"cmd/..."}, "metrics are for those who run a server"},
	{[]string{"github.com/alecthomas/chroma/..."}, []string{"tools/..."}, "highlighting happens at build time"},
	{[]string{"github.com/yuin/goldmark/...", "github.com/yuin/goldmark"}, []string{"tools/..."}, "lessons become HTML at build time"},
	{[]string{"github.com/evanw/esbuild/..."}, []string{"tools/..."}, "bundling happens at build time"},
	{[]string{"github.com/andybalholm/brotli"}, []string{"tools/...", "site"}, "compressing happens at build time"},
	{[]string{"github.com/chromedp/...", "github.com/coder/websocket/...", "github.com/coder/websocket"}, []string{"tools/..."}, "a browser is driven by tests and tools"},
	{[]string{"golang.org/x/image/..."}, []string{"tools/..."}, "pictures for other sites are made at build time"},
}

// notLinked are packages that the page's binary must not link, directly or not.
var notLinked = []string{"net", "net/http", "encoding/json", "html/template", "text/template", "testing", "fmt", "reflect", "os", "log", "context"}

// anyPlatform are the files that those packages may have on the other side as well: the package's comment, and
// a main that only says where it belongs, so that ./... builds.
var anyPlatform = []string{"doc.go", "main_other.go"}

// platforms says which packages exist on one side only: their files carry the build tag.
var platforms = []struct{ pattern, goos string }{
	{"wasm", "js"},
	{"wasm/page", "js"},
	{"wasm/open", "js"},
	{"wasm/measure", "js"},
	{"engine/network/tcp", "linux"},
	{"reality", "linux"},
}

// Limits of what a reader has to take in at once. Most files have 100 to 150 lines, most functions a dozen.
const (
	maxFile     = 500
	maxFunction = 60
)

// layered are the files whose packages have layers: calls between their files form no circle.
var layered = []string{"chart/*/*", "report/*", "engine/trace/*", "engine/trace/*/*"}

// mutableVars are the package variables that tests or programs change. Each says why at its declaration.
var mutableVars = []string{"internal/golden.update", "internal/golden.asked"}

// maySleep are tests that may call time.Sleep: what they measure is what sleeping costs in other engines.
var maySleep = []string{"engine/rivals_test.go"}

// notInPage are the files that the page's program does not link.
var notInPage = []string{"engine/network/tcp/*", "engine/network/networktest/*", "cmd/...", "tools/...", "site/*", "site/challenge/*", "site/course/*", "site/pack/*", "site/stream/*", "reality/*", "python/*", "internal/..."}

// mayReadClock are the files that may read the machine's clock; all others take a run's.
var mayReadClock = []string{"engine/clock.go", "engine/run.go", "engine/post.go", "engine/network/tcp/*", "scenarios/batch.go", "slack/*", "store/*", "cmd/...", "tools/...", "site/*", "site/stream/*", "wasm/page/*", "wasm/measure/*"}

// exemptFromUse are packages whose exported names need no program: what programs are written with, and helpers
// of tests.
var exemptFromUse = append([]string{"engine/async", "internal/...", "tools/browser"}, helpers...)

// asked are exported names, as patterns, that no program uses yet, and what they are for.
var asked = []request{
	{"engine/trace.Trace.Encode", "a link holds a small trace"},
	{"engine/trace.Decode", "a link holds a small trace"},
	{"engine/trace/summary.Summary.AtRecord", "the event loop's picture steps through what happens in one instant"},
	{"engine/trace/summary.Instant.Record", "the event loop's picture steps through what happens in one instant"},
	{"engine/trace/summary.Wait.Ref", "a task that is followed says which connection it waits for"},
	{"engine/trace/summary.Wait.Since", "a task that is followed says since when it waits"},
	{"cmd/overlap.answered.Unwrap", "http.ResponseController asks for it, as it does for the deadlines of streams"},
	{"engine/network.DialTimeout", "clients give up when a fault drops their requests"},
	{"engine/network.Conn.Reset", "a fault resets connections"},
	{"engine/network/memory.Network.Stats", "dropped connection requests, and ports and descriptors in use, are drawn"},
	{"engine/network/memory.Stats.*", "dropped connection requests, and ports and descriptors in use, are drawn"},
	// What a scenario keeps to itself, the usual bounds of its parameters, tests of all scenarios need.
	{"scenarios.Instance.Sample", "claims are tested with parameters by chance"},
}
