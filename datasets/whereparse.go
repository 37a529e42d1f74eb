package datasets

import (
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
)

// condition is a --where expression, checked against the headers. Its columns
// are filled in when their types are known.
type condition struct {
	text    string
	root    ast.Node
	headers []string
	columns []string         // headers referenced, in order of appearance
	tested  map[string]bool  // those that occur in missing()
	at      map[ast.Node]int // column of a node that is a reference
}

const whereHelp = "such as 'age >= 18 and site in [\"A\", \"B\"]' or 'col(\"Study arm\") == \"CBT\"'"

// maxWhere bounds the length of an expression.
const maxWhere = 10_000

// parseWhere reads an expression of the expr language: comparisons, in, not,
// and, or, contains, startsWith, endsWith, arithmetic, col("header") and
// missing(column).
func parseWhere(text string, headers []string) (*condition, error) {
	if len(text) > maxWhere {
		return nil, usage("select the rows with a column of their own", "--where is longer than %d letters", maxWhere)
	}
	tree, err := parser.Parse(text)
	if err != nil {
		problem, hint := syntaxProblem(err, text, headers)
		return nil, usage(hint, "--where %s cannot be read: %s", quotePlain(text), problem)
	}
	c := &condition{text: text, root: tree.Node, headers: headers, tested: make(map[string]bool), at: make(map[ast.Node]int)}
	kind, err := c.check(tree.Node)
	if err != nil {
		return nil, err
	}
	if kind != aCondition {
		return nil, usage("compare it with something, "+whereHelp, "--where %s is %s, not a condition", quotePlain(text), kind)
	}
	return c, nil
}

// nodeKind is what a part of an expression stands for.
type nodeKind string

const (
	aCondition nodeKind = "a condition"
	aValue     nodeKind = "a value of the data"
	aLiteral   nodeKind = "a fixed value"
)

func (c *condition) fail(hint, format string, args ...any) error {
	u := usage(hint, format, args...)
	u.Problem = "--where: " + u.Problem
	return u
}

// check walks the expression once, resolves the columns and refuses what is no
// part of the language.
func (c *condition) check(n ast.Node) (nodeKind, error) {
	switch n := n.(type) {
	case *ast.BoolNode, *ast.IntegerNode, *ast.FloatNode, *ast.StringNode:
		return aLiteral, nil
	case *ast.CallNode:
		if name, ok := n.Callee.(*ast.IdentifierNode); ok && name.Value == "missing" && len(n.Arguments) == 1 {
			if text, ok := n.Arguments[0].(*ast.StringNode); ok && slices.Contains(c.headers, text.Value) {
				return "", c.fail("write missing("+columnText(text.Value)+")", "missing() takes a column, not text")
			}
		}
		return c.checkReference(n)
	case *ast.IdentifierNode, *ast.MemberNode:
		return c.checkReference(n)
	case *ast.UnaryNode:
		return c.checkUnary(n)
	case *ast.BinaryNode:
		return c.checkBinary(n)
	}
	return "", c.fail("use comparisons, in, and, or, not, contains, startsWith, endsWith, col() and missing()", "%s is not known here", quotePlain(nodeText(n)))
}

func (c *condition) checkUnary(n *ast.UnaryNode) (nodeKind, error) {
	kind, err := c.check(n.Node)
	if err != nil {
		return "", err
	}
	if n.Operator == "not" || n.Operator == "!" {
		if kind != aCondition {
			return "", c.fail("compare it with something first", "%s is %s, so it cannot be negated", quotePlain(nodeText(n.Node)), kind)
		}
		return aCondition, nil
	}
	if kind == aCondition {
		return "", c.fail("", "%s is a condition, not a number", quotePlain(nodeText(n.Node)))
	}
	if _, isNumber := literalNumber(n); kind == aLiteral && !isNumber {
		return "", c.fail("", "%s is not a number", quotePlain(nodeText(n.Node)))
	}
	return kind, nil
}

func (c *condition) checkBinary(n *ast.BinaryNode) (nodeKind, error) {
	if n.Operator == "in" {
		return aCondition, c.checkIn(n)
	}
	if err := c.checkBareWord(n); err != nil {
		return "", err
	}
	left, err := c.check(n.Left)
	if err != nil {
		return "", err
	}
	right, err := c.check(n.Right)
	if err != nil {
		return "", err
	}
	switch n.Operator {
	case "and", "or", "&&", "||":
		for _, side := range []struct {
			kind nodeKind
			node ast.Node
		}{{left, n.Left}, {right, n.Right}} {
			if side.kind != aCondition {
				return "", c.fail("compare it with something first", "%s is %s, not a condition", quotePlain(nodeText(side.node)), side.kind)
			}
		}
		return aCondition, nil
	case "==", "!=", "<", "<=", ">", ">=", "contains", "startsWith", "endsWith", "+", "-", "*", "/":
		if left == aCondition || right == aCondition {
			return "", c.fail("join conditions with and, or, not", "%s cannot be used on a condition", n.Operator)
		}
		arithmetic := strings.Contains("+-*/", n.Operator)
		if left == aLiteral && right == aLiteral {
			return "", c.fail("a column's name is written without quotes, or as col(\"name\")", "%s has two fixed values and no column", quotePlain(nodeText(n)))
		}
		if arithmetic {
			return aValue, nil
		}
		return aCondition, nil
	}
	return "", c.fail("use ==, !=, <, <=, >, >=, in, contains, startsWith, endsWith, +, -, *, /", "operator %s is not known here", n.Operator)
}

// checkBareWord refuses text without quotes, as in site == A.
func (c *condition) checkBareWord(n *ast.BinaryNode) error {
	for _, side := range []struct{ column, word ast.Node }{{n.Left, n.Right}, {n.Right, n.Left}} {
		word, ok := side.word.(*ast.IdentifierNode)
		if !ok || slices.Contains(c.headers, word.Value) {
			continue
		}
		header, known, err := c.headerOf(side.column)
		if err != nil || !known || !slices.Contains(c.headers, header) {
			continue
		}
		if slices.Contains([]string{"+", "-", "*", "/", "and", "or", "&&", "||"}, n.Operator) {
			continue
		}
		hint := "text goes in quotes: " + columnText(header) + " " + n.Operator + " " + strconv.Quote(word.Value)
		if near, ok := nearest(word.Value, c.headers); ok {
			hint = "did you mean " + quoteName(near) + "? " + hint
		}
		return c.fail(hint, "there is no column %s", quoteName(word.Value))
	}
	return nil
}

func (c *condition) checkIn(n *ast.BinaryNode) error {
	kind, err := c.check(n.Left)
	if err != nil {
		return err
	}
	if kind != aValue {
		return c.fail("write column in [\"A\", \"B\"]", "the left side of in is %s", kind)
	}
	list, ok := n.Right.(*ast.ArrayNode)
	if !ok {
		return c.fail("write column in [\"A\", \"B\"]", "the right side of in is no list")
	}
	for _, item := range list.Nodes {
		if word, ok := item.(*ast.IdentifierNode); ok && !slices.Contains(c.headers, word.Value) {
			return c.fail("text goes in quotes: "+strconv.Quote(word.Value), "%s in a list is no fixed value", quotePlain(word.Value))
		}
		if !isLiteral(item) {
			return c.fail("list fixed values only", "%s in a list is no fixed value", quotePlain(nodeText(item)))
		}
	}
	return nil
}

// nodeText writes a part of an expression for a message.
func nodeText(n ast.Node) string {
	if n == nil {
		return ""
	}
	return n.String()
}

func errOr(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}
