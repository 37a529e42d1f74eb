package datasets

import (
	"math/big"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"github.com/cam-outcomes/cam/datasets/table"
)

// checkReference resolves name, dotted.name, col("any header") and
// missing(reference).
func (c *condition) checkReference(n ast.Node) (nodeKind, error) {
	if call, ok := n.(*ast.CallNode); ok {
		if name, ok := call.Callee.(*ast.IdentifierNode); ok && name.Value == "missing" && len(call.Arguments) == 1 {
			if kind, err := c.check(call.Arguments[0]); err != nil || kind != aValue {
				return "", errOr(err, c.fail("write missing(column)", "missing() takes a column"))
			}
			i, ok := c.at[call.Arguments[0]]
			if !ok {
				return "", c.fail("write missing(column)", "missing() takes a column")
			}
			c.tested[c.columns[i]] = true
			return aCondition, nil
		}
	}
	header, known, err := c.headerOf(n)
	if err != nil {
		return "", err
	}
	if !known {
		return "", c.fail("use col(\"header\") and missing(column)", "%s is not known here", quoteValue(nodeText(n)))
	}
	if !slices.Contains(c.headers, header) {
		return "", c.fail(didYouMean(header, c.headers), "there is no column %s", quoteName(header))
	}
	i := slices.Index(c.columns, header)
	if i < 0 {
		i = len(c.columns)
		c.columns = append(c.columns, header)
	}
	c.at[n] = i
	return aValue, nil
}

// headerOf returns the header that a node names: R's dots in names are read by
// the parser as members.
func (c *condition) headerOf(n ast.Node) (string, bool, error) {
	switch n := n.(type) {
	case *ast.IdentifierNode:
		return n.Value, true, nil
	case *ast.MemberNode:
		property, ok := n.Property.(*ast.StringNode)
		if owner, known, err := c.headerOf(n.Node); ok && known && !n.Optional {
			return owner + "." + property.Value, true, err
		}
	case *ast.CallNode:
		if name, ok := n.Callee.(*ast.IdentifierNode); ok && name.Value == "col" {
			if len(n.Arguments) == 1 {
				if header, ok := n.Arguments[0].(*ast.StringNode); ok {
					return header.Value, true, nil
				}
			}
			return "", false, c.fail("write col(\"header\")", "col() takes one header in quotes")
		}
	}
	return "", false, nil
}

// numbersOf parses the values of a column, or returns nil if one is no number.
func numbersOf(col *textColumn) []*big.Rat {
	if col.isID || len(col.texts) == 1 {
		return nil
	}
	numbers := make([]*big.Rat, len(col.texts))
	for code, text := range col.texts[1:] {
		n, ok := parseNumber(text)
		if !ok {
			return nil
		}
		numbers[code+1] = n
	}
	return numbers
}

// parseNumber reads a number with a decimal point or comma.
func parseNumber(s string) (*big.Rat, bool) {
	comma := strings.IndexByte(s, ',') >= 0
	if comma && looksLikeThousands(s) {
		return nil, false
	}
	mantissa, decimals, status := table.ParseDecimal(s, comma)
	if status == table.NotNumber || status == table.OutOfRange {
		return nil, false
	}
	return big.NewRat(mantissa, powerOfTen(decimals)), true
}
