"""Where the database is: the variable that names it, and what holds where nobody says. Imports nothing, so that help is quick."""

DEFAULT_URL = "sqlite:///warledger.db"
URL_VARIABLE = "WARLEDGER_DATABASE_URL"
