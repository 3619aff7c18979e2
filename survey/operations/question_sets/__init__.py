"""Question sets before a consultation opens, and corrections of their texts after that."""
