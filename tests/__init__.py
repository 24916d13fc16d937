"""The tests mirror the package; `cases/` holds records that pass and records that fail, by rule."""
