"""The pipeline for the scheduler Dagster (extra `schedule`): `dagster dev -m etl.schedule.definitions`."""
