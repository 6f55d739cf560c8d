//go:build js

package store

import (
	"errors"
	"syscall/js"
	"time"
)

// listen makes ready to wait for one of two events of a request or a transaction, of which the second means that its
// error says what went wrong. It must be called before the browser can have had time for either.
func listen(target js.Value, good, bad string, patience time.Duration) (wait func() error) {
	outcome := make(chan error, 2) // an event, and the end of patience at the same time
	yes := js.FuncOf(func(js.Value, []js.Value) any { outcome <- nil; return nil })
	no := js.FuncOf(func(js.Value, []js.Value) any { outcome <- errorOf(target.Get("error")); return nil })
	target.Set("on"+good, yes)
	target.Set("on"+bad, no)
	late := time.AfterFunc(patience, func() { outcome <- errSilent })
	return func() error {
		err := <-outcome
		late.Stop()
		target.Set("on"+good, nil)
		target.Set("on"+bad, nil)
		yes.Release()
		no.Release()
		return err
	}
}

// transaction is one under way. What fails in it undoes all of it.
type transaction struct{ js.Value }

// transact does work in a transaction, "readonly" or "readwrite", and waits for its end.
func (d *database) transact(mode string, work func(transaction) error) (err error) {
	defer catch(&err)
	// Strict: what Save reported as saved survives a power cut. Saving is rare, so its price is not felt.
	tx := transaction{d.connection.Call("transaction", []any{infoStore, contentsStore}, mode, map[string]any{"durability": "strict"})}
	wait := listen(tx.Value, "complete", "abort", patience)
	if err = tx.try(work); err != nil {
		_ = tx.try(func(transaction) error { tx.Call("abort"); return nil }) // it throws where a failure did so already
	}
	if end := wait(); err == nil || end != nil && errors.Is(err, errAborted) {
		err = end // the reason of the abort: a request that it cut off does not know
	}
	return err
}

func (tx transaction) try(work func(transaction) error) (err error) {
	defer catch(&err)
	return work(tx)
}

// ask calls a method of one of the two object stores, or of the index, and waits for the answer.
func (tx transaction) ask(of js.Value, method string, args ...any) (js.Value, error) {
	request := of.Call(method, args...)
	if err := listen(request, "success", "error", patience)(); err != nil {
		return js.Undefined(), err
	}
	return request.Get("result"), nil
}

func (tx transaction) infos() js.Value    { return tx.Call("objectStore", infoStore) }
func (tx transaction) contents() js.Value { return tx.Call("objectStore", contentsStore) }
