"""Attribution by consent: who said a quotation is named where they agree, until they do not.

A reviewer asks; the one who is asked says yes or no on a page of their own, and can take a yes
back at any time. It holds for one quotation and for the readers it had then, also under the
Chatham House Rule: it is the one exception to it.
"""
