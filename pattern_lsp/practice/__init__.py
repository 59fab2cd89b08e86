"""Practice: tasks, and the judge of what is written for them."""
