"""Reading and writing who takes part in an organisation's draft, their comments, and their approvals."""
