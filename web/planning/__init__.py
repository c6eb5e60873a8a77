"""From data to a draft to the public programme: what the plan pages show."""
