package figure

// Figure is a figure as data: what it shows, not yet how large or in which
// format.
type Figure struct {
	Title, Subtitle string
	Panels          []Panel  // in reading order
	Notes           []string // below the panels, one paragraph each
	Alt             string   // the text alternative: what is shown, with its numbers
	Language        string   // of the text, "en" or "es"

	// Width and Height are in points (1/72 inch). 0 takes what the panels need;
	// a figure whose panels do not fit is an error of [Write].
	Width, Height float64
	// DPI is the resolution of a PNG in dots per inch; 0 is 200.
	DPI int
}

// Panel is one plot of a figure.
type Panel struct {
	Title   string
	Facts   []string // lines below the title: how many people, which direction
	X, Y    Axis
	Columns Columns // below the horizontal axis
	Layers  []Layer // drawn in their order
	Empty   string  // said in place of the layers where there is nothing to draw
	Size    Size
}

// Size says in points what a panel needs. Height is of the plot with its axes,
// without the lines of text above it and the columns below it.
type Size struct{ LeastWidth, Width, LeastHeight, Height float64 }

// Axis is a linear axis from Min to Max.
type Axis struct {
	Label    string
	Min, Max float64
	Ticks    []Tick
	Hidden   bool
}

// Tick is a marked position. A second line of its label, after a line break, is
// left out where it does not fit.
type Tick struct {
	At    float64
	Label string
}
