package text

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// made is one place in the source that makes a decision.
type made struct {
	at   string
	args []string
}

// decisionsMade finds the decisions that analysis and datasets make: calls of
// decide("code", n, "name", value, …) and decision(…), literals
// Decision{Code: "code", Args: …}, whose codes may be constants or come from a
// list, and the notes of a reader, noteOf(NoteX, "name", …).
func decisionsMade(t *testing.T) map[string][]made {
	t.Helper()
	found := map[string][]made{}
	for _, root := range []string{"../../analysis", "../../datasets"} {
		constants := map[string]string{}
		var files []*ast.File
		set := token.NewFileSet()
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(set, path, nil, 0)
			if err != nil {
				return err
			}
			files = append(files, file)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			ast.Inspect(file, func(n ast.Node) bool {
				if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Values) == len(spec.Names) {
					for i, name := range spec.Names {
						if s, ok := literal(spec.Values[i]); ok {
							constants[name.Name] = s
						}
					}
				}
				return true
			})
		}
		for _, file := range files {
			for _, declared := range file.Decls {
				collect(set, declared, constants, found)
			}
		}
	}
	return found
}

var codeForm = regexp.MustCompile(`^[a-z0-9]+(_[a-z0-9]+)+$`)

func collect(set *token.FileSet, within ast.Node, constants map[string]string, found map[string][]made) {
	add := func(n ast.Node, code string, args []string) {
		found[code] = append(found[code], made{set.Position(n.Pos()).String(), args})
	}
	ast.Inspect(within, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			name := calledName(n.Fun)
			if (name == "decide" || name == "decision") && len(n.Args) > 1 {
				if code, ok := literal(n.Args[0]); ok {
					var args []string
					for i := 2; i < len(n.Args); i += 2 {
						if arg, ok := literal(n.Args[i]); ok {
							args = append(args, arg)
						}
					}
					add(n, code, args)
				}
			}
			if code := constants[identName(n.Args, 0)]; code != "" && name == "noteOf" {
				arg, _ := literal(n.Args[1])
				add(n, code, []string{arg})
			} else if name == "noteCount" {
				codes := []string{code}
				if code == "" {
					codes = listed(within, constants)
				}
				for _, code := range codes {
					add(n, code, assignedArgs(within))
				}
			}
		case *ast.CompositeLit:
			switch calledName(n.Type) {
			case "Decision":
				code, args := "", []string(nil)
				computed := false
				for _, e := range n.Elts {
					kv, ok := e.(*ast.KeyValueExpr)
					if !ok {
						continue
					}
					switch identName([]ast.Expr{kv.Key}, 0) {
					case "Code":
						if code, ok = literal(kv.Value); !ok {
							code = constants[identName([]ast.Expr{kv.Value}, 0)]
						}
						computed = code == ""
					case "Args":
						if args = mapKeys(kv.Value); identName([]ast.Expr{kv.Value}, 0) != "" {
							args = assignedArgs(within) // built beforehand
						}
					}
				}
				if code != "" {
					add(n, code, args)
				}
				if computed {
					for _, code := range listed(within, constants) {
						add(n, code, args)
					}
				}
			}
		}
		return true
	})
}

// assignedArgs finds the names in statements like note.Args["name"] = value.
func assignedArgs(within ast.Node) []string {
	var names []string
	ast.Inspect(within, func(n ast.Node) bool {
		if assign, ok := n.(*ast.AssignStmt); ok {
			if index, ok := assign.Lhs[0].(*ast.IndexExpr); ok && strings.EqualFold(calledName(index.X), "args") {
				if name, ok := literal(index.Index); ok {
					names = append(names, name)
				}
			}
		}
		return true
	})
	return names
}

// listed finds codes that begin the elements of a list, as in
// []struct{code string; n int64}{{"join_unused", 3}}.
func listed(within ast.Node, constants map[string]string) []string {
	var codes []string
	ast.Inspect(within, func(n ast.Node) bool {
		if list, ok := n.(*ast.CompositeLit); ok && len(list.Elts) > 0 {
			code, ok := literal(list.Elts[0])
			if !ok {
				code = constants[identName(list.Elts, 0)]
			}
			if list.Type == nil && codeForm.MatchString(code) {
				codes = append(codes, code)
			}
		}
		return true
	})
	return codes
}

func calledName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

func identName(all []ast.Expr, i int) string {
	if i >= len(all) {
		return ""
	}
	return calledName(all[i])
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

func mapKeys(e ast.Expr) []string {
	var keys []string
	if lit, ok := e.(*ast.CompositeLit); ok {
		for _, e := range lit.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				if key, ok := literal(kv.Key); ok {
					keys = append(keys, key)
				}
			}
		}
	}
	slices.Sort(keys)
	return keys
}
