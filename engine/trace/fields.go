package trace

// fields says which of a record's fields a kind uses, and what exports call them. An empty name is a field
// the kind leaves zero. Validate and every export read this one table, so that what is checked is what is
// spelled out.
type fields struct {
	text, ref, arg string
	line, why      bool
}

var kindFields = [kinds]fields{
	TaskMade:      {text: "name", ref: "parent"},
	TaskGrouped:   {text: "group"},
	TaskLabelled:  {text: "label", arg: "depth", line: true},
	TaskReady:     {ref: "by"},
	TaskRunning:   {line: true},
	TaskWaiting:   {text: "for", ref: "of", arg: "due", line: true, why: true},
	TaskDone:      {},
	TaskFailed:    {text: "error"},
	TaskCancelled: {text: "cause"},
	CancelSent:    {text: "cause", ref: "by"},
	ConnOpened:    {text: "address", ref: "connection"},
	ConnAccepted:  {text: "address", ref: "connection"},
	ConnClosed:    {ref: "connection"},
	BytesSent:     {ref: "connection", arg: "bytes"},
	BytesReceived: {ref: "connection", arg: "bytes"},
	Log:           {text: "text"},
	Mark:          {text: "text"},
	Gauge:         {text: "name", arg: "value"},
	TaskDaemon:    {},
	CancelCaught:  {text: "cause"},
	TaskThread:    {},
	Acquired:      {text: "name", ref: "resource"},
	Released:      {ref: "resource"},
}

// ofConn reports whether a record of the kind is about a connection, of whose ends its Ref is one.
func (k Kind) ofConn() bool { return k >= ConnOpened && k <= BytesReceived }

// end returns the end of a connection that the record is about or that its task waits at, 0 when there is none.
func (r Record) end() End {
	wait := r.Kind == TaskWaiting && (r.Why == WhyRead || r.Why == WhyWrite || r.Why == WhyConnect)
	if wait || r.Kind.ofConn() {
		return End(r.Ref)
	}
	return 0
}

// known reports whether the kind is one of ours.
func (k Kind) known() bool { return k > 0 && k < kinds }

// known reports whether the reason is one of ours.
func (w Why) known() bool { return w > 0 && w < whys }

// unused returns the name of a field that the record sets although its kind does not use it, "" when
// there is none. The kind must be known.
func (r Record) unused() string {
	f := &kindFields[r.Kind]
	switch {
	case r.Text != 0 && f.text == "":
		return "Text"
	case r.Ref != 0 && f.ref == "":
		return "Ref"
	case r.Arg != 0 && f.arg == "":
		return "Arg"
	case r.Line != 0 && !f.line:
		return "Line"
	case r.Why != 0 && !f.why:
		return "Why"
	}
	return ""
}
