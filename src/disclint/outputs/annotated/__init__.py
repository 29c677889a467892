"""
The user's own document with the findings in it: as comments of Word, highlights of PDF, marks in the agency's page.

Refuses to change what a document says.
"""
