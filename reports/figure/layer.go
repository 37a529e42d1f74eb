package figure

// Layer is one kind of mark with its data, in the units of the panel's axes.
// The set is closed: [Boxes], [Lines], [Points], [Intervals], [Rules], [Labels],
// [Ruler], [Stacks], [Ribbon], [Curve] and [Ends].
type Layer interface{ layer() }

// Boxes are filled rectangles: the bars of a histogram.
type Boxes struct {
	Boxes []Box
	Tone  Tone
}

// Box is a rectangle.
type Box struct{ X0, X1, Y0, Y1 float64 }

// Lines are straight lines. The weight of each, above 0 and up to 1, is its
// opacity; where Wide, it is its width.
type Lines struct {
	Lines  []Line
	Tone   Tone
	Width  float64 // in points
	Dashed bool
	Wide   bool
}

// Line is one straight line.
type Line struct{ X0, Y0, X1, Y1, Weight float64 }

// Points are glyphs. The weight of each, above 0 and up to 1, is its area.
type Points struct {
	Points []Point
	Shape  Shape
	Tone   Tone
	Size   float64 // diameter in points at weight 1
	Lane   Lane
}

// Point is a position with a weight.
type Point struct{ X, Y, Weight float64 }

// Shape is the form of a point.
type Shape uint8

// Shapes of points. A ring shows what lies beneath it; a hollow one does not.
const (
	Dot Shape = iota
	Ring
	Diamond
	Square
	Triangle
	Wedge // a triangle on its tip
	Hollow
)

// Intervals are vertical intervals. One that goes beyond the axis ends in an
// arrow there.
type Intervals struct {
	Intervals []Interval
	Tone      Tone
	Lane      Lane
	Point     float64 // diameter in points of what stands on them; caps would blot one that is hardly longer
}

// Interval reaches from Low to High at X.
type Interval struct{ X, Low, High float64 }

// Rules are dashed vertical lines across the panel, labelled above it.
type Rules struct {
	Rules []Rule
	Tone  Tone
}

// Rule is one labelled line.
type Rule struct {
	At    float64
	Label string
}

// Labels are pieces of text inside the panel.
type Labels struct {
	Labels []Label
	Tone   Tone
}

// Label is one piece of text. Its anchor is the point of the text that stands
// at (X, Y): −1 is left or bottom, 0 the middle, 1 right or top.
type Label struct {
	X, Y       float64
	Text       string
	AnchorX    int
	AnchorY    int
	Emphasised bool
}

// Ruler is a second vertical axis on the panel's right, whose 0 stands at Zero
// of the left one, in the same units.
type Ruler struct {
	Zero  float64
	Ticks []Tick // of the ruler's own values
}

// Stacks are bars of shares that add to one, side by side, with their segments
// named, counted and joined to the same segment of the next. Such a panel needs
// no axes.
type Stacks struct{ Stacks [2]Stack }

// Stack is one bar, its segments from bottom to top.
type Stack struct {
	Name     string
	Segments []Segment
}

// Segment is one share of a bar.
type Segment struct {
	Name    string
	Share   float64 // of the bar, 0 to 1
	Count   string  // "12/43"
	Percent string  // "28%"
	Depth   float64 // of the shade, from 0, the lightest, to 1
}

func (Boxes) layer()     {}
func (Lines) layer()     {}
func (Points) layer()    {}
func (Intervals) layer() {}
func (Rules) layer()     {}
func (Labels) layer()    {}
func (Ruler) layer()     {}
func (Stacks) layer()    {}
