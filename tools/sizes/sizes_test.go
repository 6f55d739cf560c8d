package sizes

import (
	"strings"
	"testing"
	"testing/fstest"
)

const html = `<link rel="canonical" href="./"><link rel="stylesheet" href="../../assets/a.css"><link rel="preload" id="program" href="../../assets/p.wasm">
<script defer src="../../assets/a.js"></script><noscript><link rel="stylesheet" href="../../assets/n.css"></noscript><a href="../other/">other</a>`

func dist(wasm int) fstest.MapFS {
	return fstest.MapFS{
		"s/x/index.html":    {Data: []byte(html)},
		"s/x/index.html.br": {Data: make([]byte, 10)},
		"assets/a.css":      {Data: make([]byte, 100)},
		"assets/a.js":       {Data: make([]byte, 1000)},
		"assets/a.js.br":    {Data: make([]byte, 400)},
		"assets/p.wasm":     {Data: make([]byte, 2*wasm)},
		"assets/p.wasm.br":  {Data: make([]byte, wasm)},
	}
}

func TestPages(t *testing.T) {
	pages, err := Pages(dist(5000))
	if err != nil {
		t.Fatal(err)
	}
	text, all := pages[0].Bytes()
	if pages[0].Name != "s/x/" || text != 10+100+400 || all != text+5000 {
		t.Errorf("%s: text %d, all %d\n%s", pages[0].Name, text, all, pages[0])
	}
	if err := pages[0].Check(); err != nil {
		t.Error(err)
	}
}

func TestOverBudget(t *testing.T) {
	pages, err := Pages(dist(MaxAll))
	if err != nil {
		t.Fatal(err)
	}
	if err := pages[0].Check(); err == nil || !strings.Contains(err.Error(), "over the budget") {
		t.Errorf("a page that is too large: %v", err)
	}
}

func TestNothingBuilt(t *testing.T) {
	if _, err := Pages(fstest.MapFS{}); err == nil || !strings.Contains(err.Error(), "run make") {
		t.Errorf("an empty folder: %v", err)
	}
	broken := dist(1)
	delete(broken, "assets/a.js")
	if _, err := Pages(broken); err == nil || !strings.Contains(err.Error(), "assets/a.js") {
		t.Errorf("a page that loads what is not there: %v", err)
	}
}
