"""Makes one filing of an invented department in every format, clean and faulty: ``python -m sample_reports.make``."""
