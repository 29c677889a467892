"""
Breaks the code of a room here and there and says which breaks no test notices.
"""
