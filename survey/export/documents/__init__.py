"""Word documents as blocks: a statement, a draft, the blank questions, and the committee's papers."""
