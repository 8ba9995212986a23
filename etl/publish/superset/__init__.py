"""A bundle that Apache Superset imports: a database, datasets with their meanings and metrics, charts, one dashboard."""
