"""What boards show of a season: figures and placements from a problem and a plan. Pure: no database, no clock."""
