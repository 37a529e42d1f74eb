# Writes a reference case as JSON with 17 significant digits.
suppressMessages(library(jsonlite))
number <- function(x) if (is.na(x)) "null" else if (x == round(x) && abs(x) < 1e15) sprintf("%.0f", x) else sprintf("%.17g", x)
text <- function(x) ifelse(is.na(x), "null", vapply(as.character(x), function(v) as.character(toJSON(v, auto_unbox = TRUE)), ""))
json <- function(x, indent = "") {
  deeper <- paste0(indent, "  ")
  if (is.null(x)) return("null")
  if (is.list(x)) {
    if (length(x) == 0) return("{}")
    inner <- vapply(seq_along(x), function(i) json(x[[i]], deeper), "")
    if (!is.null(names(x))) return(paste0("{\n", paste0(deeper, text(names(x)), ": ", inner, collapse = ",\n"), "\n", indent, "}"))
    return(paste0("[\n", paste0(deeper, inner, collapse = ",\n"), "\n", indent, "]"))
  }
  if (is.logical(x) && length(x) == 1 && !is.na(x)) return(tolower(as.character(x)))
  if (is.numeric(x) && length(x) == 1) return(number(x))
  if (is.character(x) && length(x) == 1) return(text(x))
  paste0("[", paste(if (is.numeric(x)) vapply(x, number, "") else text(x), collapse = ", "), "]")
}
versions <- function(packages) paste(c(R.version.string, vapply(packages, function(p) paste(p, packageVersion(p)), "")), collapse = ", ")
row <- function(method, term, variant = "", stratum = "", ...) c(list(stratum = stratum, method = method, term = term, variant = variant), list(...))
# Scores go in as the text that a file would hold.
case <- function(path, packages, data, expected, scale = list(), spec = list(), tolerance = 1e-10) {
  data <- lapply(data, function(v) if (is.numeric(v)) ifelse(is.na(v), NA, format(v, trim = TRUE, digits = 15, scientific = FALSE)) else as.character(v))
  data <- lapply(data, function(v) as.list(ifelse(is.na(v), NA_character_, v)))
  data <- lapply(data, function(l) { l <- vapply(l, identity, ""); l })
  out <- list(source = versions(packages), data = data, scale = scale, spec = spec, expected = unname(expected), tolerance = tolerance)
  dir.create(dirname(path), showWarnings = FALSE, recursive = TRUE)
  writeLines(json(out), path)
}
# Survey-like data: bounded integers, dropout, a correlated follow-up.
survey <- function(seed, n, high = 27, shift = -2, missing = 0.2) {
  set.seed(seed)
  trait <- rnorm(n); score <- function(v) pmin(high, pmax(0, round(high / 2 + high / 5 * v)))
  pre <- score(trait + rnorm(n, 0, .5)); post <- score(trait + shift / (high / 5) + rnorm(n, 0, .6))
  post[runif(n) < missing] <- NA; pre[runif(n) < missing / 4] <- NA
  data.frame(pre = pre, post = post)
}
