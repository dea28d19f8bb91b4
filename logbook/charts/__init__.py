"""Charts: a day or two of the boat's own weather as a picture, and the same in words.

`scale` finds round figures, `words` says what is seen, `picture` lays it out, and `pen` alone
knows Pillow: it is loaded with the first chart and not before.
"""
