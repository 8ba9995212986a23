"""The formats of files that `warledger export` writes. Apart from what writes them, so that the shell completes them at once."""

FORMATS = ("csv", "parquet", "geojson")
