"""Which place and time for whom: problems, the engine that plans them, and the checker that judges plans."""
