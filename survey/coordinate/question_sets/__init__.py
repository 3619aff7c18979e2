"""Pages of question sets that are not open yet: making them, their faults, their texts side by side."""
