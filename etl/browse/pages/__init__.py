"""What stands on each page: functions from the copy of the ledger to the values that a template shows."""
