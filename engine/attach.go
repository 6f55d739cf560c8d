package engine

// Attach gives the run a part of its own, found again by its type: the network, above all. It keeps the
// engine from knowing what a network is and scenarios from passing one to every call.
func Attach[T any](l *Loop, part T) { l.attach = append(l.attach, part) }

// Attached returns the newest part of type T that the run was given.
func Attached[T any](l *Loop) (part T, ok bool) {
	for i := len(l.attach) - 1; i >= 0; i-- {
		if p, is := l.attach[i].(T); is {
			return p, true
		}
	}
	return part, false
}
