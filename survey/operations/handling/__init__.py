"""The organisation's own decision-making: its steps, what they decided on, and how the texts of two of them differ."""
