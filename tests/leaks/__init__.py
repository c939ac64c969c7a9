"""Random sequences of what people do with texts: does anybody see a word that is not theirs?"""
