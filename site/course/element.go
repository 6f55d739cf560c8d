package course

import (
	"encoding/xml"
	"strings"
)

// element is an element of an XML document, with a text or with children. Its names may have prefixes, which an element around it
// declares: encoding/xml, which would rather choose them itself, escapes texts only.
type element struct {
	name       string
	attributes []string // names and values in turn
	text       string
	children   []element
}

// el returns an element with attributes, given as names and values in turn.
func el(name string, attributes ...string) element {
	return element{name: name, attributes: attributes}
}

// with returns the element with more children.
func (e element) with(children ...element) element {
	e.children = append(e.children[:len(e.children):len(e.children)], children...)
	return e
}

// says returns the element with a text.
func (e element) says(text string) element {
	e.text = text
	return e
}

// document returns the element as a document.
func (e element) document() ([]byte, error) {
	var b strings.Builder
	b.WriteString(xml.Header)
	err := e.write(&b, "")
	return []byte(b.String()), err
}

// write writes the element in lines of their own that begin with an indent.
func (e element) write(b *strings.Builder, indent string) error {
	b.WriteString(indent + "<" + e.name)
	for i := 0; i+1 < len(e.attributes); i += 2 {
		b.WriteString(" " + e.attributes[i] + `="`)
		if err := xml.EscapeText(b, []byte(e.attributes[i+1])); err != nil {
			return err
		}
		b.WriteString(`"`)
	}
	if e.text == "" && e.children == nil {
		b.WriteString("/>\n")
		return nil
	}
	b.WriteString(">")
	if err := xml.EscapeText(b, []byte(e.text)); err != nil {
		return err
	}
	if e.children != nil {
		b.WriteString("\n")
		for _, c := range e.children {
			if err := c.write(b, indent+" "); err != nil {
				return err
			}
		}
		b.WriteString(indent)
	}
	b.WriteString("</" + e.name + ">\n")
	return nil
}
