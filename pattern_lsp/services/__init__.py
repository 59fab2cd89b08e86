"""What editors and the command line ask of an analysis."""
