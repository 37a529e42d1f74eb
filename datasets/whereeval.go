package datasets

import (
	"math/big"
	"strings"

	"github.com/expr-lang/expr/ast"
)

// truth is the value of a condition: a comparison with a missing value is
// neither true nor false.
type truth uint8

const (
	isFalse truth = iota
	isTrue
	isUnknown
)

// operand is a value in a comparison; num is nil for text.
type operand struct {
	missing bool
	text    string
	num     *big.Rat
}

// evaluator answers a condition for rows, given the codes of its columns.
type evaluator struct {
	columns  []*textColumn
	numbers  [][]*big.Rat // by column and code, nil for columns of text
	exempt   []bool       // columns that the condition tests by missing()
	evaluate func(codes []int32) truth
	// firstText says where a column first holds text.
	firstText func(*textColumn) string
	memo      []uint8 // 1 + truth by combination of codes, where there are few
}

// bind fixes the condition to its columns, whose types follow from their
// values: a column is a number when every value is one, and an id is text.
// firstText says where a column first holds text, for a message.
func (c *condition) bind(columns []*textColumn, firstText func(*textColumn) string) (*evaluator, error) {
	const most = 1 << 22 // combinations that are worth remembering
	e := &evaluator{columns: columns, firstText: firstText}
	combinations := 1
	for i, col := range columns {
		e.numbers = append(e.numbers, numbersOf(col))
		e.exempt = append(e.exempt, c.tested[c.columns[i]])
		if combinations <= most {
			combinations *= min(len(col.texts), most+1)
		}
	}
	if combinations <= most {
		e.memo = make([]uint8, combinations)
	}
	var err error
	e.evaluate, err = c.compile(c.root, e)
	return e, err
}

// row answers the condition for a row: whether it holds, or whether the row
// lacks a value that it needs.
func (e *evaluator) row(row int, codes []int32) truth {
	at, size := 0, 1
	for i, col := range e.columns {
		codes[i] = col.at(row)
		if codes[i] == 0 && !e.exempt[i] {
			return isUnknown
		}
		at += size * int(codes[i])
		size *= len(col.texts)
	}
	if e.memo == nil {
		return e.evaluate(codes)
	}
	if e.memo[at] == 0 {
		e.memo[at] = 1 + uint8(e.evaluate(codes))
	}
	return truth(e.memo[at] - 1)
}

func (c *condition) compile(n ast.Node, e *evaluator) (func([]int32) truth, error) {
	switch n := n.(type) {
	case *ast.CallNode: // missing(column), by parseWhere
		at := c.at[n.Arguments[0]]
		return func(codes []int32) truth { return truthOf(codes[at] == 0) }, nil
	case *ast.UnaryNode: // not
		inner, err := c.compile(n.Node, e)
		if err != nil {
			return nil, err
		}
		return func(codes []int32) truth {
			switch inner(codes) {
			case isTrue:
				return isFalse
			case isFalse:
				return isTrue
			}
			return isUnknown
		}, nil
	case *ast.BinaryNode:
		switch n.Operator {
		case "and", "&&":
			return c.compileBoth(n, e, isFalse)
		case "or", "||":
			return c.compileBoth(n, e, isTrue)
		case "in":
			return c.compileIn(n, e)
		}
		return c.compileComparison(n, n.Operator, n.Left, n.Right, e)
	}
	return nil, c.fail("", "%s is not a condition", quotePlain(nodeText(n)))
}

// compileBoth is and or or: the deciding value wins over an unknown.
func (c *condition) compileBoth(n *ast.BinaryNode, e *evaluator, deciding truth) (func([]int32) truth, error) {
	left, err := c.compile(n.Left, e)
	if err != nil {
		return nil, err
	}
	right, err := c.compile(n.Right, e)
	if err != nil {
		return nil, err
	}
	return func(codes []int32) truth {
		l := left(codes)
		if l == deciding {
			return deciding
		}
		r := right(codes)
		switch {
		case r == deciding:
			return deciding
		case l == isUnknown || r == isUnknown:
			return isUnknown
		}
		return r
	}, nil
}

func (c *condition) compileIn(n *ast.BinaryNode, e *evaluator) (func([]int32) truth, error) {
	var any []func([]int32) truth
	for _, item := range n.Right.(*ast.ArrayNode).Nodes {
		one, err := c.compileComparison(n, "==", n.Left, item, e)
		if err != nil {
			return nil, err
		}
		any = append(any, one)
	}
	return func(codes []int32) truth {
		out := isFalse
		for _, one := range any {
			if t := one(codes); t != isFalse {
				return t // unknown only if the column is, and then for all
			}
		}
		return out
	}, nil
}

// compileComparison compares numbers as numbers where both sides are, else
// texts byte by byte, so that ISO dates stand in order.
func (c *condition) compileComparison(n ast.Node, operator string, l, r ast.Node, e *evaluator) (func([]int32) truth, error) {
	if err := c.checkOrder(operator, l, r, e); err != nil {
		return nil, err
	}
	isNumber := c.isNumber(l, e) && c.isNumber(r, e)
	switch {
	case isLiteral(l):
		isNumber = c.isNumber(r, e)
	case isLiteral(r):
		isNumber = c.isNumber(l, e)
	}
	isText := operator == "contains" || operator == "startsWith" || operator == "endsWith"
	left, err := c.compileValue(l, isNumber && !isText, e)
	if err != nil {
		return nil, err
	}
	right, err := c.compileValue(r, isNumber && !isText, e)
	if err != nil {
		return nil, err
	}
	_, leftBool := l.(*ast.BoolNode)
	_, rightBool := r.(*ast.BoolNode)
	fold := leftBool || rightBool // R writes TRUE, others true
	return func(codes []int32) truth {
		a, b := left(codes), right(codes)
		if a.missing || b.missing {
			return isUnknown
		}
		if fold {
			a.text, b.text = strings.ToLower(a.text), strings.ToLower(b.text)
		}
		return truthOf(compare(operator, a, b))
	}, nil
}

func compare(operator string, a, b operand) bool {
	switch operator {
	case "contains":
		return strings.Contains(a.text, b.text)
	case "startsWith":
		return strings.HasPrefix(a.text, b.text)
	case "endsWith":
		return strings.HasSuffix(a.text, b.text)
	}
	order := 0
	if a.num != nil && b.num != nil {
		order = a.num.Cmp(b.num)
	} else {
		order = strings.Compare(a.text, b.text)
	}
	switch operator {
	case "==":
		return order == 0
	case "!=":
		return order != 0
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	}
	return order >= 0
}

func truthOf(b bool) truth {
	if b {
		return isTrue
	}
	return isFalse
}
