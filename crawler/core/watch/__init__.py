"""The judgement of a run: from figures to findings, verdict, incidents, metrics, exit code."""
