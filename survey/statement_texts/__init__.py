"""Reading a statement back from Word or from pasted text, and finding which question each text answers.

From bytes or a text to blocks, from blocks to texts of questions; no database, no page.
"""
