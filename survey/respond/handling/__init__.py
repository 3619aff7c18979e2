"""Pages of the own decision-making: its steps, papers for the board, and what comes back from it."""
