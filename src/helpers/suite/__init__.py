"""The suite as a whole: a run over every notebook, its scores, its README, the check of a machine."""
