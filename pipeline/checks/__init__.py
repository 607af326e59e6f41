"""Checks: what is wrong with a text, as findings, before anybody reads it.

`translations` judges one translation by the checks of the modules beside it; `sources` judges what authors write;
`acceptance` says which finding somebody looked at and accepted.
"""
