package browser

import (
	"context"
	"encoding/json"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// ProgramMemory returns the bytes of the WebAssembly memories in the page. Such a memory never shrinks, so that this is also
// the most that the page's program has had.
func (p *Page) ProgramMemory() int {
	p.t.Helper()
	bytes := 0
	p.do("ask for the program's memory", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		prototype, err := cdp.Call(ctx, target, runtime.Evaluate, runtime.EvaluateParams{Expression: "WebAssembly.Memory.prototype"})
		if err != nil {
			return err
		}
		all, err := cdp.Call(ctx, target, runtime.QueryObjects, runtime.QueryObjectsParams{PrototypeObjectID: prototype.Result.ObjectID})
		if err != nil {
			return err
		}
		sum, err := cdp.Call(ctx, target, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
			ObjectID: all.Objects.ObjectID, ReturnByValue: new(true),
			FunctionDeclaration: "function() { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0) }",
		})
		if err != nil {
			return err
		}
		return json.Unmarshal(sum.Result.Value, &bytes)
	}))
	return bytes
}
