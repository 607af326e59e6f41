"""Checks: what is wrong with a text, as findings, before anybody reads it.

`translations` judges one translation by the checks of the modules beside it; `sources` judges what authors write, by those
in `writing`; `acceptance` says which finding somebody looked at and accepted.
`amounts` reads numbers and units out of a text, `identification` tells which script and language it is in.
"""
