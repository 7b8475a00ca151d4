"""Reports: pure functions from a :class:`~auditlint.model.Report` to text, one module a format."""
