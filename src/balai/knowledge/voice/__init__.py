"""The community's voice: comments, contests and their answers, and looks before publication.

Nothing disappears because somebody contests it, and nobody is asked for a name. Who keeps an entry
must answer in time; oversight sees what was not answered.
"""
