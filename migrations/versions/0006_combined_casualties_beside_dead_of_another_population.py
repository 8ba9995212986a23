"""fct_casualties keeps combined casualties beside the dead of another population.

No table changes. Relations are views that are made anew after every migration: this one lets a database have the
relation as the program now defines it, and the dictionary its words.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing: `migrations/env.py` makes the relations anew."""


def downgrade() -> None:
    """Nothing, likewise."""
