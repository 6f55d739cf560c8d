package engine

// Engage has the loop run as it does beside threads, without one.
func Engage(l *Loop) { l.machinery().alive++ }
