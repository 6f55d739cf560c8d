package trace

// Texts returns the string table, which only comparisons need as a whole.
func (tr *Trace) Texts() []string { return tr.texts }
