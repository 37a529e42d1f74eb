# R's own noncentral t (AS 243) where it works: |ncp| below 37.62 and tails that
# are not small. It has absolute accuracy only, about 1e-12.
# Run inside this folder: Rscript reference.R
g <- expand.grid(t = c(-5, -1, 0, .3, 2, 8, 30), df = c(1, 4, 9, 60, 500), ncp = c(-20, -2, 0, .5, 3, 12, 36), KEEP.OUT.ATTRS = FALSE)
g$cdf <- suppressWarnings(pt(g$t, g$df, g$ncp))
fields <- vapply(names(g), function(f) sprintf("  \"%s\": [%s]", f, paste(sprintf("%.17g", g[[f]]), collapse = ", ")), "")
writeLines(c("{", sprintf("  \"source\": \"%s, reference.R\",", R.version.string), paste(fields, collapse = ",\n"), "}"), "r_pt.json")
