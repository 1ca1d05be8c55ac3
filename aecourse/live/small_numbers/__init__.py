"""True rate against observed rate: how many orders until luck is told from skill."""
