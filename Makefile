# Tools that are fetched when they are needed; Go's own release is go.mod's, npm's packages are in the lock files.
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.8.0
FUZZTIME    := 10s
# Which random programs are compared with asyncio: the first N of a seed.
N    := 2000
SEED := 1

# What make check builds for, and make release packs.
SYSTEMS := linux/amd64 linux/arm64 windows/amd64 darwin/arm64

BIN  := $(CURDIR)/.cache/bin
WASM := GOOS=js GOARCH=wasm
NODE := -exec="$(shell go env GOROOT)/lib/wasm/go_js_wasm_exec"
NPM  := npm ci --no-audit --no-fund --prefix

.PHONY: all list scenario dist run overlap install release test test-js test-race newcomer test-real conformance check bench lighthouse fuzz soak reality
.NOTPARALLEL:

# What a new scenario needs: its place in the list, and its page.
all: list dist

# The list of scenarios. The tests do not make it: they fail when it is stale.
list:
	go generate ./scenarios/all

# The folder of a new scenario, which passes every test: make scenario NAME=barber
scenario:
	@go run ./tools/scenario $(NAME)

# The site, into dist. What every page costs to fetch, file by file: go run ./tools/build -sizes
dist:
	go run ./tools/build

# The site on this machine; the command prints its address, which has a free port when another program has the usual one.
run: all
	go run ./cmd/overlap serve

# The native binary, with the site in it, which needs no C library: here, or where go install puts binaries.
overlap: all
	CGO_ENABLED=0 go build -trimpath -o overlap ./cmd/overlap
install: all
	CGO_ENABLED=0 go install -trimpath ./cmd/overlap

# The same for other machines, packed, with checksums, into release.
release: all
	go run ./tools/release $(SYSTEMS)

# Everything that can fail. The pages are tested as they are served, so they are built first; the tests find
# Chromium, or install it where they may. The race detector, at a tenth of the speed, skips what is long and what is not
# concurrent; what mostly waits there runs beside the tests in Node. Real runs of the scenarios are compared with the model
# while nothing else wants the processors; go test ./... then finds that package tested, if its flags are the same. Packages
# that mostly wait are named first, so that others run beside them. Paths are trimmed for the newcomer, whose copy of the
# project then finds compiled what it has not changed.
TESTFLAGS := -timeout 20m
test newcomer: export GOFLAGS := -trimpath
test: dist tools/browser/node_modules
	go vet ./...
	@$(MAKE) --no-print-directory test-js & js=$$!; $(MAKE) --no-print-directory test-race; race=$$?; wait $$js && exit $$race
	go test $(TESTFLAGS) ./scenarios/all
	go test $(TESTFLAGS) ./tools/journey ./tools/build ./...
	$(MAKE) newcomer

test-js:
	$(WASM) go test $(NODE) ./engine/... ./scenarios/... ./chart/... ./report ./site/view/... ./store

# Commands that end do not wait a second for races of others, the detector's default: stories run hundreds.
test-race: export GORACE := atexit_sleep_ms=0
test-race:
	go test -race -short $(TESTFLAGS) ./cmd/... ./engine/... ./report ./store/... ./site ./site/events ./site/measured ./site/stream

# A new scenario in a copy of the project: one folder, and everything has it.
newcomer:
	go test ./tools/scenario -run Newcomer -count=1 -timeout 30m -args -newcomer

# Runs that take the time they take, over sockets and in Python, compared with the model: more of it than make test does.
test-real:
	go test ./scenarios/all -run 'Reality|Twins' -count=1 -v -parallel 4 -timeout 30m -args -real
	go test ./tools/conformance -run Asyncio -count=1 -v -args -real
	go test ./python -run RealLoop -count=1 -v -args -real

# Random programs, played on CPython's asyncio and on the engine: how many agree, and examples of those that do not.
conformance:
	go run ./tools/conformance -n $(N) -seed $(SEED)

# What a reviewer should not have to look for: format, vet, types, known mistakes and holes, manifests' schemas, modules, other
# systems, and generated files that are stale. govulncheck asks a server; where that cannot be reached it is skipped.
check: site/ts/node_modules site/lab/node_modules
	@out="$$(gofmt -l $$(git ls-files '*.go'))"; test -z "$$out" || { echo "gofmt: $$out"; exit 1; }
	go vet ./...
	$(WASM) go vet ./wasm/... ./store/...
	npm --prefix site/ts run check
	GOBIN=$(BIN) go install $(STATICCHECK)
	$(BIN)/staticcheck ./...
	$(WASM) $(BIN)/staticcheck ./wasm/...
	go test -tags manifests ./tools/deploy
	@GOBIN=$(BIN) go install $(GOVULNCHECK) && $(BIN)/govulncheck ./...; code=$$?; \
		test $$code -ne 3 || exit 1; test $$code -eq 0 || echo "govulncheck: skipped, it could not be fetched or could not ask its server"
	go mod tidy -diff
	@for s in $(SYSTEMS); do echo "go build for $$s"; GOOS=$${s%/*} GOARCH=$${s#*/} go build ./... || exit 1; done
	$(WASM) go build -o /dev/null ./wasm
	go generate ./...
	git diff --exit-code -- '*_gen.go' netlify.toml

# The table of budgets, measured on this machine.
bench: dist tools/browser/node_modules
	go run ./tools/bench

# Servers under ten thousand clients and hostile ones for ten minutes: nothing lost, nothing answered twice, nothing that grows.
soak:
	go run ./tools/soak

# The page that compares the model with real runs on this machine, variant by variant.
reality:
	go run ./cmd/overlap calibrate > /dev/null
	go run ./cmd/overlap check --net tcp --repeat 3 --markdown > REALITY.new && mv REALITY.new REALITY.md

# What Lighthouse says of the home page, fanout and echo, on a phone and a desktop; skipped where npm cannot fetch it.
lighthouse: dist
	go run ./tools/lighthouse

# Every fuzz target for a while, from its committed seeds. Making one interesting input smaller would take all of that time.
fuzz:
	@for dir in $$(git grep -l '^func Fuzz' -- '*_test.go' | xargs -n1 dirname | sort -u); do \
		for target in $$(grep -ho '^func Fuzz[A-Za-z0-9_]*' $$dir/*_test.go | cut -c6-); do \
			echo "$$dir $$target"; go test ./$$dir -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 20x || exit 1; \
		done; done

# npm's packages, again whenever a lock file changes.
%/node_modules: %/package-lock.json
	$(NPM) $*
	@touch $@
