"""What stands on the boards of a town's desk: figures of a season put into sentences, charts and maps."""
