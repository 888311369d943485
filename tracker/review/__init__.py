"""Drafts that do not come from a text, and the review of every draft in a workbook.

``intake`` takes in one of three kinds of workbook and says which it was: a list of letters that an office keeps, a form
filled in for a directive without a text, a review sheet that comes back. See docs/decisions/0047.
"""
