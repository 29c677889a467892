"""
What is made for a release: archives, bill of materials, list of licences, public interface, site.

Refuses to be part of disclint: nothing here is installed.
"""
