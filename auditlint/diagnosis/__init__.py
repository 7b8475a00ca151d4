"""Diagnosis: from checks that do not hold to what a person is told, and why."""
