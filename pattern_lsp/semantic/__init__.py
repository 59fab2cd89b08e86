"""What the code means; the only package that knows the frameworks."""
