package datasets

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/ast"
)

// isNumber reports whether a value of the expression is a number: a column of
// numbers, arithmetic, or a literal one.
func (c *condition) isNumber(n ast.Node, e *evaluator) bool {
	if at, ok := c.at[n]; ok {
		return e.numbers[at] != nil
	}
	if _, ok := literalNumber(n); ok {
		return true
	}
	switch n.(type) {
	case *ast.StringNode, *ast.BoolNode:
		return false
	}
	return true
}

// checkOrder refuses to put text and numbers in order: letter by letter, 9 comes
// after 18, so that a single stray text in a column of ages would select others
// than was meant.
func (c *condition) checkOrder(operator string, l, r ast.Node, e *evaluator) error {
	mirrored, ok := map[string]string{"<": ">", "<=": ">=", ">": "<", ">=": "<="}[operator]
	if !ok {
		return nil
	}
	for _, side := range []struct {
		column, other ast.Node
		operator      string
	}{{l, r, operator}, {r, l, mirrored}} {
		at, ok := c.at[side.column]
		if !ok || e.numbers[at] != nil || !c.isNumber(side.other, e) {
			continue
		}
		column := e.columns[at]
		number, isFixed := literalNumber(side.other)
		if !isFixed {
			number = nodeText(side.other)
		}
		quoted := "write " + strconv.Quote(number) + " in quotes"
		switch {
		case column.isID && isFixed:
			return c.fail(quoted, "column %s holds ids, which are text, so %s %s would compare letters", quoteName(column.header), side.operator, number)
		case column.isID:
			return c.fail("compare it with text in quotes", "column %s holds ids, which are text, so %s %s would compare letters", quoteName(column.header), side.operator, number)
		case len(column.texts) == 1: // no value at all
			continue
		}
		first := ""
		if place := e.firstText(column); place != "" {
			first = " (first " + place + ")"
		}
		hint := "add --missing with that text"
		if isFixed {
			hint += ", or " + quoted
		}
		return c.fail(hint, "column %s holds text%s, so %s %s would compare letters", quoteName(column.header), first, side.operator, number)
	}
	return nil
}

// compileValue returns what a part of the expression is worth in a row. A
// literal is coerced to what it is compared with, a number or text.
func (c *condition) compileValue(n ast.Node, asNumber bool, e *evaluator) (func([]int32) operand, error) {
	if at, ok := c.at[n]; ok {
		return c.compileColumn(n, at, asNumber, e)
	}
	if isLiteral(n) {
		value, err := c.literal(n, asNumber)
		return func([]int32) operand { return value }, err
	}
	switch n := n.(type) {
	case *ast.UnaryNode:
		inner, err := c.compileValue(n.Node, true, e)
		if err != nil || n.Operator == "+" {
			return inner, err
		}
		return arithmetic(inner, inner, func(z, x, _ *big.Rat) bool { z.Neg(x); return true }), nil
	case *ast.BinaryNode:
		left, err := c.compileValue(n.Left, true, e)
		if err != nil {
			return nil, err
		}
		right, err := c.compileValue(n.Right, true, e)
		if err != nil {
			return nil, err
		}
		return arithmetic(left, right, operation(n.Operator)), nil
	}
	return nil, c.fail("", "%s is not a value", quotePlain(nodeText(n)))
}

func (c *condition) compileColumn(n ast.Node, at int, asNumber bool, e *evaluator) (func([]int32) operand, error) {
	texts, numbers := e.columns[at].texts, e.numbers[at]
	if asNumber && numbers == nil {
		if len(texts) == 1 && !e.columns[at].isID { // without any value, nothing contradicts a number
			return func([]int32) operand { return operand{missing: true} }, nil
		}
		return nil, c.fail("compare it with text in quotes", "column %s holds text, not numbers", quoteName(c.columns[at]))
	}
	return func(codes []int32) operand {
		o := operand{missing: codes[at] == 0, text: texts[codes[at]]}
		if asNumber && !o.missing {
			o.num = numbers[codes[at]]
		}
		return o
	}, nil
}

func (c *condition) literal(n ast.Node, asNumber bool) (operand, error) {
	var text string
	switch n := n.(type) {
	case *ast.StringNode:
		text = n.Value
	case *ast.BoolNode:
		text = strconv.FormatBool(n.Value)
	default:
		text, _ = literalNumber(n)
	}
	if !asNumber {
		return operand{text: text}, nil
	}
	if b, ok := n.(*ast.BoolNode); ok { // a column of 0 and 1
		number := new(big.Rat)
		if b.Value {
			number.SetInt64(1)
		}
		return operand{text: text, num: number}, nil
	}
	if number, ok := parseNumber(text); ok {
		return operand{text: text, num: number}, nil
	}
	if number, ok := new(big.Rat).SetString(text); ok && text != "" {
		if _, isText := n.(*ast.StringNode); !isText {
			return operand{text: text, num: number}, nil
		}
	}
	return operand{}, c.fail("compare it with a number", "%s is compared with a column of numbers", quoteValue(text))
}

// arithmetic combines two numbers exactly. What cannot be computed is missing.
func arithmetic(left, right func([]int32) operand, op func(z, x, y *big.Rat) bool) func([]int32) operand {
	return func(codes []int32) operand {
		a, b := left(codes), right(codes)
		if a.missing || b.missing || a.num == nil || b.num == nil {
			return operand{missing: true}
		}
		z := new(big.Rat)
		if !op(z, a.num, b.num) {
			return operand{missing: true}
		}
		return operand{text: z.RatString(), num: z}
	}
}

func operation(operator string) func(z, x, y *big.Rat) bool {
	switch operator {
	case "+":
		return func(z, x, y *big.Rat) bool { z.Add(x, y); return true }
	case "-":
		return func(z, x, y *big.Rat) bool { z.Sub(x, y); return true }
	case "*":
		return func(z, x, y *big.Rat) bool { z.Mul(x, y); return true }
	}
	return func(z, x, y *big.Rat) bool {
		if y.Sign() == 0 {
			return false
		}
		z.Quo(x, y)
		return true
	}
}

func isLiteral(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.BoolNode, *ast.IntegerNode, *ast.FloatNode, *ast.StringNode:
		return true
	case *ast.UnaryNode:
		_, ok := literalNumber(n)
		return ok
	}
	return false
}

// literalNumber returns a number of the expression as text, its signs applied.
func literalNumber(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.IntegerNode:
		return strconv.Itoa(n.Value), true
	case *ast.FloatNode:
		return strconv.FormatFloat(n.Value, 'f', -1, 64), true
	case *ast.UnaryNode:
		text, ok := literalNumber(n.Node)
		if !ok || n.Operator != "-" && n.Operator != "+" {
			return "", false
		}
		if n.Operator == "-" {
			if rest, negative := strings.CutPrefix(text, "-"); negative {
				return rest, true
			}
			return "-" + text, true
		}
		return text, true
	}
	return "", false
}
