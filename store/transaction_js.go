//go:build js

package store

import (
	"errors"
	"io/fs"
	"syscall/js"
	"time"
)

// patience is how long the browser may take for an answer. Some never come: another tab that deletes the database
// waits for all others to close theirs, and who opens it waits for that one.
const patience = 10 * time.Second

var (
	errSilent  = errors.New("the browser did not answer")
	errQuota   = &domError{name: "QuotaExceededError"}
	errAborted = &domError{name: "AbortError"}
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

// transaction is one under way on the object store of contents. What fails in it undoes all of it.
type transaction struct{ js.Value }

// transact does work in a transaction, "readonly" or "readwrite", and waits for its end. The work may wait for answers:
// a goroutine that an event wakes runs before the event is over, and until then the transaction is alive.
func (d *database) transact(mode string, work func(transaction) error) (err error) {
	defer catch(&err)
	// Strict: what Save reported as saved survives a power cut. Saving is rare, so its price is not felt.
	tx := transaction{d.connection.Call("transaction", contents, mode, map[string]any{"durability": "strict"})}
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

// ask calls a method of the object store and waits for the answer.
func (tx transaction) ask(method string, args ...any) (js.Value, error) {
	request := tx.Call("objectStore", contents).Call(method, args...)
	if err := listen(request, "success", "error", patience)(); err != nil {
		return js.Undefined(), err
	}
	return request.Get("result"), nil
}

// get returns the content of a path, or fs.ErrNotExist.
func (tx transaction) get(path string) (js.Value, error) {
	content, err := tx.ask("get", path)
	if err == nil && content.IsUndefined() {
		err = fs.ErrNotExist
	}
	return content, err
}

// domError is a DOMException of the browser, or what else it has thrown.
type domError struct{ name, message string }

func (e *domError) Error() string {
	if e.message == "" {
		return e.name
	}
	return e.name + ": " + e.message
}

// Is makes errors.Is compare names: messages differ between browsers. A key that an "add" found taken is fs.ErrExist.
func (e *domError) Is(target error) bool {
	other, ok := target.(*domError)
	return ok && other.name == e.name || target == fs.ErrExist && e.name == "ConstraintError"
}

func errorOf(v js.Value) error {
	if !v.Truthy() { // a transaction that was aborted by a call has none
		return errAborted
	}
	return &domError{v.Get("name").String(), v.Get("message").String()}
}

// catch makes an error of what syscall/js panics with: an exception, or a value that is not of the expected type.
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
