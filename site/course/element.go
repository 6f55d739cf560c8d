package course

import (
	"encoding/xml"
)

// element is an element of an XML document. Its names may have prefixes, which an element around it declares.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []element
}

// el returns an element with attributes, given as names and values in turn.
func el(name string, attributes ...string) element {
	e := element{XMLName: xml.Name{Local: name}}
	for i := 0; i+1 < len(attributes); i += 2 {
		e.Attrs = append(e.Attrs, xml.Attr{Name: xml.Name{Local: attributes[i]}, Value: attributes[i+1]})
	}
	return e
}

// with returns the element with children.
func (e element) with(children ...element) element {
	e.Children = append(e.Children[:len(e.Children):len(e.Children)], children...)
	return e
}

// says returns the element with a text.
func (e element) says(text string) element {
	e.Text = text
	return e
}

// document returns the element as a document.
func (e element) document() ([]byte, error) {
	text, err := xml.MarshalIndent(e, "", " ")
	return append([]byte(xml.Header), append(text, '\n')...), err
}
