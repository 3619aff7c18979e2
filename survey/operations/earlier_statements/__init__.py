"""What an organisation stated in earlier consultations, offered for its draft, and taken over answer by answer."""
