package reports

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// citedKeys finds the keys of the bibliography in Head literals of analysis:
// References: []string{"key", …}, and keys appended to References.
func citedKeys(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("../analysis/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	add := func(n ast.Node) {
		ast.Inspect(n, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if key, err := strconv.Unquote(lit.Value); err == nil && !slices.Contains(keys, key) {
					keys = append(keys, key)
				}
			}
			return true
		})
	}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.KeyValueExpr:
				if id, ok := n.Key.(*ast.Ident); ok && id.Name == "References" {
					add(n.Value)
				}
			case *ast.AssignStmt:
				if s, ok := n.Lhs[0].(*ast.SelectorExpr); ok && s.Sel.Name == "References" {
					add(n.Rhs[0])
				}
			}
			return true
		})
	}
	slices.Sort(keys)
	return keys
}
