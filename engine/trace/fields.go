package trace

// Fields says which of a record's fields a kind uses and what exports call them. A field with an empty name is always
// zero. Validate and the exports share this table, so that exports show every field that may be set.
type Fields struct {
	Text, Ref, Arg string
	Line, Why      bool
}

// Fields returns the fields of a kind besides At, Kind and Task; none for an unknown kind.
func (k Kind) Fields() Fields {
	if !k.known() {
		return Fields{}
	}
	return kindFields[k]
}

var kindFields = [kinds]Fields{
	TaskMade:      {Text: "name", Ref: "parent"},
	TaskGrouped:   {Text: "group"},
	TaskLabelled:  {Text: "label", Arg: "depth", Line: true},
	TaskReady:     {Ref: "by"},
	TaskRunning:   {Line: true},
	TaskWaiting:   {Text: "for", Ref: "of", Arg: "due", Line: true, Why: true},
	TaskDone:      {},
	TaskFailed:    {Text: "error"},
	TaskCancelled: {Text: "cause"},
	CancelSent:    {Text: "cause", Ref: "by"},
	ConnOpened:    {Text: "address", Ref: "connection"},
	ConnAccepted:  {Text: "address", Ref: "connection"},
	ConnClosed:    {Ref: "connection"},
	BytesSent:     {Text: "text", Ref: "connection", Arg: "bytes"},
	BytesReceived: {Ref: "connection", Arg: "bytes"},
	Log:           {Text: "text"},
	Mark:          {Text: "text"},
	Gauge:         {Text: "name", Arg: "value"},
	TaskDaemon:    {},
	CancelCaught:  {Text: "cause"},
	TaskThread:    {},
	Acquired:      {Text: "name", Ref: "resource"},
	Released:      {Ref: "resource"},
	Status:        {Text: "state", Ref: "of", Arg: "tone"},
}

// ofConn reports whether the Ref of the kind's records is an End of a connection.
func (k Kind) ofConn() bool { return k >= ConnOpened && k <= BytesReceived }

// IsOfConn reports whether the record is about an end of a connection, or its task waits at one.
func (r Record) IsOfConn() bool {
	wait := r.Kind == TaskWaiting && (r.Why == WhyRead || r.Why == WhyWrite || r.Why == WhyConnect || r.Why == WhyRetry)
	return wait || r.Kind.ofConn()
}

// End returns the end of a connection that the record is about, or at which its task waits; 0 for none.
func (r Record) End() End {
	if r.IsOfConn() {
		return End(r.Ref)
	}
	return 0
}

// known reports whether the kind is defined.
func (k Kind) known() bool { return k > 0 && k < kinds }

// known reports whether the reason is defined.
func (w Why) known() bool { return w > 0 && w < whys }

// unexpectedField returns the name of a field that is set although the record's kind does not use it, "" when there is
// none. The kind must be known.
func (r Record) unexpectedField() string {
	f := &kindFields[r.Kind]
	switch {
	case r.Text != 0 && f.Text == "":
		return "Text"
	case r.Ref != 0 && f.Ref == "":
		return "Ref"
	case r.Arg != 0 && f.Arg == "":
		return "Arg"
	case r.Line != 0 && !f.Line:
		return "Line"
	case r.Why != 0 && !f.Why:
		return "Why"
	}
	return ""
}
