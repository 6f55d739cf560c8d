//go:build js

package store

import (
	"errors"
	"io/fs"
	"syscall/js"
	"time"
)

// patience is how long the browser may take for an answer. Some answers never come: opening a database waits for a tab
// that deletes it, and that tab waits until all other tabs have closed theirs.
const patience = 10 * time.Second

var (
	errNoAnswer = errors.New("the browser did not answer")
	errQuota    = &domError{name: "QuotaExceededError"}
	errAborted  = &domError{name: "AbortError"}
)

// listen registers for two events of a request or a transaction, of which bad means failure, with the reason in the
// target's error. The returned function waits for the first event. listen must be called in the callback or task that made
// the target, because afterwards the browser may have fired the event already.
func listen(target js.Value, good, bad string, patience time.Duration) (wait func() error) {
	outcome := make(chan error, 2) // room for an event and the timer
	yes := js.FuncOf(func(js.Value, []js.Value) any { outcome <- nil; return nil })
	no := js.FuncOf(func(js.Value, []js.Value) any { outcome <- errorOf(target.Get("error")); return nil })
	target.Set("on"+good, yes)
	target.Set("on"+bad, no)
	late := time.AfterFunc(patience, func() { outcome <- errNoAnswer })
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

// transaction is a transaction on the object store of contents. When work in it fails, it is undone as a whole.
type transaction struct{ js.Value }

// transact does work in a transaction (mode "readonly" or "readwrite") and waits until it has ended. The work may wait for
// the answers to its requests: a goroutine that an event wakes runs within the event, and the transaction stays active
// until then.
func (d *database) transact(mode string, work func(transaction) error) (err error) {
	defer catch(&err)
	// Strict: a document that Save reported as saved survives a power cut. Readers save too rarely to notice the delay.
	tx := transaction{d.connection.Call("transaction", contents, mode, map[string]any{"durability": "strict"})}
	wait := listen(tx.Value, "complete", "abort", patience)
	if err = tx.catching(work); err != nil {
		_ = tx.catching(func(transaction) error { tx.Call("abort"); return nil }) // it throws when a failed request has aborted the transaction
	}
	if end := wait(); err == nil || end != nil && errors.Is(err, errAborted) {
		err = end // the transaction knows why it was aborted; a request that was cut off does not
	}
	return err
}

// catching does work and returns exceptions as errors.
func (tx transaction) catching(work func(transaction) error) (err error) {
	defer catch(&err)
	return work(tx)
}

// request calls a method of the object store and waits for its result.
func (tx transaction) request(method string, args ...any) (js.Value, error) {
	request := tx.Call("objectStore", contents).Call(method, args...)
	if err := listen(request, "success", "error", patience)(); err != nil {
		return js.Undefined(), err
	}
	return request.Get("result"), nil
}

// get returns the content of a path, or fs.ErrNotExist.
func (tx transaction) get(path string) (js.Value, error) {
	content, err := tx.request("get", path)
	if err == nil && content.IsUndefined() {
		err = fs.ErrNotExist
	}
	return content, err
}

// domError is a DOMException, or another error that the browser threw.
type domError struct{ name, message string }

func (e *domError) Error() string {
	if e.message == "" {
		return e.name
	}
	return e.name + ": " + e.message
}

// Is makes errors.Is compare names, because messages differ between browsers. The error of "add" for a key that is taken
// is fs.ErrExist.
func (e *domError) Is(target error) bool {
	other, ok := target.(*domError)
	return ok && other.name == e.name || target == fs.ErrExist && e.name == "ConstraintError"
}

func errorOf(v js.Value) error {
	if !v.Truthy() { // a transaction that abort() ended has no error
		return errAborted
	}
	return &domError{v.Get("name").String(), v.Get("message").String()}
}

// catch turns a panic of syscall/js into an error: an exception, or a value of an unexpected type.
func catch(err *error) {
	switch cause := recover().(type) {
	case nil:
	case js.Error:
		*err = errorOf(cause.Value)
	case *js.ValueError:
		*err = cause
	default: // a mistake of ours
		panic(cause)
	}
}
