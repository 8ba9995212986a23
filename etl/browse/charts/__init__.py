"""Where the marks of a chart lie, in percent of its box: no markup, no database. Templates draw them."""
