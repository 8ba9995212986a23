"""The ledger in a web browser: a read-only copy of the published relations, shown by Datasette and by pages of our own.

- `snapshot`: the copy, tables with keys, indexes and full-text search
- `metadata`: what Datasette shows beside it: descriptions, facets, labels, questions
- `site`: the addresses of the pages, links out of table cells, what a page may load
- `server`: the process that serves it
- `pages`: what stands on a page; `charts`: where its marks lie; `templates` and `static`: how it looks
"""
