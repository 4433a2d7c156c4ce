"""The catalogue of messages: the English words of every note, by its code; the Russian ones are their translations.

A place ``%(name)s`` takes the field of that name. The command and the pages say a note through
:mod:`webapp.wording.notes` alone.
"""

from __future__ import annotations

from collections.abc import Mapping

from webapp.i18n.i18n import N_
from webapp.wording.message import Counted, Listed, Message, Optional
from webapp.wording.refusals import REFUSALS

MESSAGES: Mapping[str, Message] = {
    "label-unknown": N_("the label “%(label)s” names nobody in the catalogue"),
    "label-read-as": N_("label “%(label)s” read as %(name)s"),
    "label-of-several": N_("label “%(label)s” fits several persons"),
    "dialogue-dash": N_(
        "what a dash begins behind a speech is given to nobody: another voice, or the same one, may speak"
    ),
    "words-of-record": N_("“%(words)s” behind a speech is taken for the record's words, nobody's"),
    "dialogue-run-on": N_(
        "questions and answers run on between dashes under the label “%(label)s”: several persons may speak there"
    ),
    "label-of-namesake": N_(
        "label “%(label)s” is given to nobody: it may mean %(name)s, but nothing else in the document says so"
    ),
    "repeated": N_("%(note)s; %(count)s times, here first"),
    "label-misprinted": N_("a label seems misprinted: “%(words)s”"),
    "speaker-perhaps": N_("“%(words)s.” begins a paragraph and may name who speaks there; it is given to the speaker "
                          "before"),
    "later-than-print": N_("“… %(words)s”: %(year)s is later than the text, so this is most likely not of the record "
                           "but of a later editor or a site"),
    "words-of-editor": N_("“… %(words)s”: most likely the words of an editor and not of the record"),
    "day-unclear": N_("the title names a day that cannot be told: “%(words)s”"),
    "day-without-year": N_("the title names a day without its year: “%(words)s”"),
    "day-year-elsewhere": N_("the title names a day without its year, “%(words)s”; %(year)s is what is said elsewhere"),
    "nobody-speaks": N_(
        "no speaker was recognised in it: is it this edition, in this language, with a good text layer?"),
    "note-breaks-off": N_("the note beginning “%(words)s” may break off"),
    "edition-held-twice": N_("%(edition)s is held twice: the user's own copy is %(copy)s"),
    "document-held-twice": N_("The words are those of %(document)s: the text is held twice, and is counted twice."),
    "text-as-before": N_("A file of this text cannot be read any more; the text is as it was read before."),
    "pdf-end-missing": N_(
        "The file has no end mark and may be cut short: compare its last page with the print."),
    "pdf-rebuilt": N_(
        "The file's table of its parts is damaged; the parts were searched for, and some may be missing."),
    "pdf-pages-stated": Counted("The file states %(stated)s page; %(found)s could be read.",
                                "The file states %(stated)s pages; %(found)s could be read.", by="stated"),
    "pdf-sheet-broken": N_("Sheet %(sheet)s could not be read whole: %(faults)s."),
    "pdf-page-breaks-off": N_("the page breaks off (%(error)s)"),
    "pdf-pages-break-off": N_("the list of pages breaks off (%(error)s)"),
    "pdf-part-damaged": N_("part of it is damaged"),
    "pdf-part-missing": N_("part of it is not in the file"),
    "part-missing": N_("The part %(name)s is listed in the book, but is not in the file."),
    "pdf-bytes-unknown": Counted("%(bytes)s byte of text is in an unknown encoding",
                                 "%(bytes)s bytes of text are in an unknown encoding", by="bytes"),
    "sheets-empty": Listed(N_("No text on sheet %(sheets)s."), N_("No text on sheets %(sheets)s."), by="sheets"),
    "sheets-of-two-layers": N_(
        "Two layers of text lie over each other (sheets %(sheets)s): the first in the file was read, the "
        "other left out. Where words look wrong, have the pages recognised again without the old text."),
    "pages-stated": N_("No page number is printed on the pages: they are numbered as the file states."),
    "posts-unpublished": Counted("%(count)s post that is not published was left out: %(titles)s",
                                 "%(count)s posts that are not published were left out: %(titles)s", by="count"),
    "words-unsure": Counted("Sheet %(sheet)s: the recogniser was unsure of %(count)s word: %(words)s",
                            "Sheet %(sheet)s: the recogniser was unsure of %(count)s words: %(words)s", by="count"),
    "sheet-badly-recognised": N_(
        "Sheet %(sheet)s is badly recognised: the recogniser was sure of its words to %(confidence)s %% on "
        "average."),
    "signs-restored": N_(
        "The text had been decoded with a wrong code page before it was saved; its letters were put right, as"
        " the way back is exact."),
    "signs-wrong": N_(
        "Letters look as if decoded with a wrong code page (lines %(count)s, the first: %(lines)s). Save the "
        "file anew from a sound copy."),
    "signs-lost": N_(
        "Signs without a meaning in the encoding of the file: %(count)s, the first in line %(first)s. "
        "Each is shown as “�”."),
    "letters-lost": N_(
        "Letters were saved as question marks and are lost: %(count)s, the first in line %(first)s. Get a sound "
        "copy of the file."),
    "sheet-no-language": N_(
        "Most words of sheet %(sheet)s are of no language (“%(words)s”): it may be badly recognised or in a "
        "wrong encoding."),
    "text-no-language": N_(
        "Most words of the text are of no language (“%(words)s”): it may be badly recognised, in a wrong "
        "encoding, or the markup of another program."),
    "sheet-unreadable": N_(
        "Sheet %(sheet)s: %(unknown)s of %(all)s signs are unreadable (the file does not name them)."),
    "page-misread": N_("Sheet %(sheet)s reads “%(read)s”; by its neighbours it is page %(page)s."),
    "pages-counted": N_("Page labels counted from the neighbours: %(pages)s."),
    "page-of-sheet": N_("%(page)s (sheet %(sheet)s)"),
    "pages-absent": N_("No page numbers were found: passages are cited by sheet."),
    "pages-unknown": Listed(N_("No page number is known for sheet %(sheets)s."),
                            N_("No page number is known for sheets %(sheets)s."), by="sheets"),
    "page-mark-unfit": N_(
        "“%(mark)s” stands alone like a page number and does not fit those around it; it stays text."),
    "page-marks-unclear": N_(
        "Numbers that stand alone may close their pages or begin them: they stay text, and pages may be wrong there."),
    "page-lines-unclear": N_(
        "Numbers on lines of their own may close their pages or begin them: they are left out, and the pages given may "
        "be one too high or too low."),
    "apart-read": N_(
        "This stands where pages have menus, comments or their footers, and is read: “%(text)s” (words: %(words)s)."),
    "hidden-read": N_(
        "The page does not show this at once, or only where something opens it; it is read: “%(text)s” (words: "
        "%(words)s)."),
    "pages-unmarked": N_(
        "Between pages %(before)s and %(page)s stands more than one page: others have no number there, and the page "
        "given may be wrong."),
    "pages-out-of-order": N_(
        "Page numbers do not only rise: %(page)s comes behind %(before)s (places like it: %(count)s). Pages are given "
        "as printed; several may have one number."),
    "page-signs-unclear": N_(
        "“%(mark)s” and numbers like it (%(count)s in all) may be of pages, notes or places cited: they stay text, and "
        "no page is given."),
    "page-signs-of-another-print": N_(
        "“%(mark)s” and numbers like it (%(count)s in all) number the pages of another print: they stay text, and the "
        "pages given are those printed on the sheets of this one."),
    "scan-numbers": N_(
        "“%(mark)s” and numbers like it (%(count)s in all) count the pictures of a scan and no pages or leaves of the "
        "print: no page is given."),
    "page-between-marks": N_(
        "Page %(page)s begins somewhere between the mark of page %(before)s and the number at its own foot: its last "
        "paragraph is cited by it, those before by page %(before)s."),
    "sheets-read-across": Listed(
        N_("Sheet %(sheets)s may be set in columns that were read across: compare it with the print."),
        N_("Sheets %(sheets)s may be set in columns that were read across: compare them with the print."), by="sheets"),
    "sheets-of-names": Listed(
        N_("Sheet %(sheets)s has the names of speakers in a column of their own: who speaks there was not read."),
        N_("Sheets %(sheets)s have the names of speakers in a column of their own: who speaks there was not read."),
        by="sheets"),
    "pages-of-files": N_(
        "The page labels %(first)s to %(last)s are the numbers of the files: compare one with the print."),
    "files-unpaged": N_(
        "The files %(first)s to %(last)s are read as one text in their order; their names tell no page numbers, so no "
        "page is given."),
    "word-broken-at-file-end": N_("The word “%(word)s” is broken off at the end of its file and is not joined."),
    "initial-set-in": N_("Sheet %(sheet)s: a large initial was read as the beginning of “%(word)s”."),
    "word-rejoined": N_("Sheet %(sheet)s: “%(word)s” was rejoined in doubt."),
    "label-repaired": N_("Sheet %(sheet)s: “%(read)s” was taken for the label “%(label)s”."),
    "year-beside": N_("the year %(year)s beside it"),
    "heading-names-it": N_("the heading “%(heading)s”"),
    "title-given-in-full": Optional(
        N_("the full title given at line %(line)s"), N_("the full title given in %(ref)s"), by="line"),
    "title-of-several": N_("the title is that of several reports and nothing says which is meant"),
    "only-trial": N_("the only trial in the catalogue"),
    "work-unnamed": N_("no work named"),
    "work-unnamed-before": N_("no work named before it"),
    "citation-before": Optional(N_("the citation before it, %(literal)s at line %(line)s"),
                                N_("the citation before it, %(literal)s at %(ref)s"), by="line"),
    "work-cited-before": Optional(
        N_("the work cited before, line %(line)s"), N_("the work cited before, in %(ref)s"), by="line"),
    "dated-entry": N_("a dated entry of “%(title)s”, named before it"),
    "named-before": N_("%(name)s named before it, %(rest)s"),
    "citation-behind": N_("the next citation behind it"),
    "many-places": Counted("these words stand in %(count)s place; this is the one that fits the citation best",
                           "these words stand in %(count)s places; this is the one that fits the citation best",
                           by="count"),
    "answered-elsewhere": N_("the passage held that answers it, as %(document)s has both"),
    "place-note": N_("note %(number)s"),
    "place-line": N_("line %(line)s"),
    "place-sheet": N_("page %(sheet)s of the file"),
    "place-paragraph": Optional(N_("paragraph %(paragraph)s under “%(heading)s”"), N_("paragraph %(paragraph)s"),
                                by="heading"),
    "work-not-held": N_("the work cited is no trial and is not here"),
    "trial-not-held": N_("no edition of the trial %(trial)s is here"),
    "edition-not-held": N_("%(edition)s is not here"),
    "page-behind-contents": N_("page %(page)s of %(edition)s lies behind p. %(last)s, the last in its contents; of "
                               "what follows, up to “%(section)s”, nothing is here"),
    "language-not-held": N_("trial %(trial)s is not here in the language of the quotation"),
    "document-without-it": N_("the document that bears this signature is here (%(document)s): the words are not in it"),
    "citation-not-understood": N_("citation not understood, so page and work are not checked: %(literal)s"),
    "other-page": Optional(N_("cited p. %(page)s of %(edition)s; the words stand on pp. %(first)s–%(last)s"),
                           N_("cited p. %(page)s of %(edition)s; the words stand on p. %(first)s"), "last"),
    "quotes-unsure": N_("the recogniser of the scan was not sure of “%(words)s”; look at the page"),
    "negation-outside": N_("in the text “%(words)s” stands just outside the quoted words"),
    "section-not-held": N_("page %(page)s of %(edition)s: “%(section)s” (%(sitting)s) is not here"),
    "turn-unknown": N_("There is no turn “%(ref)s” here."),
    "reference-form": N_("References look like en-1936/1936-08-19-morning/0042."),
    "references-held": N_("References of “%(place)s” go from %(first)s to %(last)s."),
    "text-unknown": N_("There is no text “%(name)s” here."),
    "texts-listed": N_("The list of texts, and `trials sources`, say what is here."),
    "speaker-unknown": N_("Nobody called “%(name)s” speaks in these texts."),
    "speakers-are": N_("Those who speak: %(names)s."),
    "source-unlisted": N_("The file %(name)s is in no list of this library."),
    "source-gone": N_("The file %(name)s is not in this library any more."),
    "ingest-again": N_("Whoever keeps the library should run `trials ingest`."),
    "source-no-text": N_("%(name)s is no text file."),
    "see-its-page": N_("Look at its page instead."),
    "source-no-pages": N_("%(name)s has no pages to show."),
    "see-its-text": N_("Look at its text instead."),
    "image-width": N_("An image of a page is %(least)s to %(most)s pixels wide."),
    "sheet-unrecognised": N_("Page %(number)s of the file was not recognised."),
    "recognise-again": N_("Whoever keeps the library can add the file again with `--ocr`."),
    "sheet-not-shown": N_("Page %(number)s of the file cannot be shown."),
    "open-elsewhere": N_("Open the file with another program."),
    "nothing-to-draw": N_("The file has no pages that can be drawn."),
    "section-heading": N_("section heading"),
    "file-before": N_("continued from the file before"),
    "label-misread": N_("label read as a misprint"),
    "sentence-before": N_("named by the sentence before"),
    "person-questioned": N_("the one whom the document names as questioned"),
    "person-asked": N_("the one whom the question before names"),
    "first-person": N_("first person inside the utterance before"),
    "original-speaker": N_("speaker of the passage translated here"),
    "paragraph-before": N_("continued from the paragraph before"),
    "markup-states": N_("stated by the markup of the file"),
    "book-contents": N_("contents, index and page ends of the book"),
    "narration-wording": N_("it reads as the reporter’s, not as the speaker’s"),
    "narration-unlabelled": N_("a paragraph without a label"),
    "narration-misprint": N_("a label seems misprinted here"),
    "narration-closing": N_("a signature, with which a record closes"),
    "narration-direction": N_("a direction in brackets, as the record notes what is heard or done"),
    "narration-heading": N_("the heading of an examination, run into a speech"),
    "narration-later": N_("a later hand, as a year or an editor’s mark shows"),
    "page-estimated": Counted("estimated from one neighbour: %(neighbours)s",
                              "estimated from %(count)s neighbours: %(neighbours)s", by="count"),
    "page-cited": Optional(N_("p. %(page)s, cited in %(document)s, line %(line)s"),
                           N_("p. %(page)s, cited in %(document)s"), by="line"),
    "speaker-same": N_("same speaker"),
    "speaker-differs": N_("another speaker"),
    "numbers-shared": N_("numbers on both sides: %(shared)s/%(of)s"),
    "names-shared": N_("names on both sides: %(shared)s/%(of)s"),
    "length-fits": N_("length as of a translation"),
    "length-shorter": N_("much shorter"),
    "length-longer": N_("much longer"),
    "reader-says": N_("%(words)s"),
    "page-beyond-book": N_("p. %(page)s of %(edition)s: the book has at most %(last)s pages"),
    "speaker-cannot-appear": Optional(
        N_("p. %(page)s of %(edition)s lies in “%(section)s”, pp. %(first)s–%(last)s"),
        N_("p. %(page)s of %(edition)s lies in “%(section)s”"), by="first"),
    "query-bracket-stray": N_("A bracket that closes nothing was left out."),
    "query-brackets-closed": Counted("A bracket was closed.", "%(count)s brackets were closed.", by="count"),
    "query-brackets-empty": N_("Empty brackets were left out."),
    "query-quotes-empty": N_("Quotation marks without words were left out."),
    "query-quote-closed": N_("A quotation mark was closed."),
    "query-operator-stray": N_("%(what)s joins nothing and was left out."),
    "query-near-as-and": N_("NEAR joins words and phrases only and was read as AND."),
    "query-distance-cut": N_("A distance of %(gap)s words was cut to %(most)s."),
    "query-errors-cut": N_("%(errors)s errors in a word were cut to %(most)s."),
    "query-field-empty": N_("%(name)s: has no value and was left out."),
    "query-field-unknown": N_("“%(name)s:” is no field and was read as a word."),
    "query-side-empty": N_("%(name)s: has no words and was left out."),
    "query-tilde-stray": N_("%(mark)s goes with a phrase in quotation marks or with one word and was left out."),
    "query-gap-stray": N_("[] was left out where no word stands before or after it."),
    "query-times-stray": N_("%(mark)s goes with [] and was left out."),
    "query-rows-cut": N_("%(most)s passages were given at once, the most there can be."),
    "query-field-spaced": N_("“%(name)s: %(value)s” was read as %(name)s:%(value)s."),
    "query-also-written": N_("“%(word)s” was also looked for as “%(also)s”."),
    "query-mark-left-out": N_("%(mark)s was left out: it is no word of the text."),
    "query-invisible": N_("Signs that are not seen were left out: %(count)s."),
    "query-line-hyphen": N_(
        "“%(word)s” was taken for a word that the end of a line parts, and looked for with and without "
        "the hyphen."
    ),
    "query-name-joined": N_("“%(value)s” was read as one name: %(name)s:\"%(value)s\"."),
    "query-value-meant": N_("%(name)s:%(value)s was read as %(name)s:%(meant)s."),
    "query-lower-operator": N_(
        "“%(word)s” was looked for as a word; in capitals, %(sign)s joins the parts of a "
        "query."
    ),
    "query-too-long": N_("The query has %(length)s characters; at most %(most)s are read."),
    "query-shorten": N_("Search for a shorter part of it."),
    "query-too-many": N_("The query has %(count)s words and phrases; at most %(most)s are read."),
    "query-quote-instead": N_("Put a passage in quotation marks to find exactly that."),
    "query-empty": N_("The query has no words."),
    "query-type-words": N_("Type words, or a phrase in quotation marks."),
    "query-too-deep": N_("The query has more than %(most)s brackets inside each other."),
    "query-take-away": N_("Take some away."),
    "query-pattern-short": N_("“%(what)s” has too few letters before the sign."),
    "query-more-letters-first": N_("Put at least %(least)s letters before the first * or ?."),
    "query-pattern-wide": N_("“%(what)s” stands for %(count)s different words; at most %(most)s are looked for."),
    "query-more-letters": N_("Give more letters of it."),
    "query-near-only": N_("NEAR joins words and phrases only."),
    "query-token-unread": N_("“%(what)s” is no token that this search understands."),
    "query-tokens-are": N_(
        "A token is [word=\"…\"], [lemma=\"…\"], [name=\"…\"], [family=\"…\"], [person=\"…\"] or [fuzzy=\"…~1\"]; what "
        "is to be left out has a minus before it."
    ),
    "query-regex": N_("“%(what)s” is a regular expression, and this search understands none."),
    "query-signs-are": N_("Put * for any letters and ? for one, behind at least %(least)s letters of a word."),
    "correction-stale": N_("correction of %(ref)s (line %(row)s) was not applied: %(why)s"),
    "correction-homeless": N_("correction of %(ref)s (line %(row)s): its text is not held"),
    "correction-fields": N_("%(found)s fields instead of %(wanted)s"),
    "correction-kind": N_("“%(what)s” is none of %(known)s"),
    "passage-missing": N_("there is no such passage"),
    "passage-changed": N_("the text there has changed (its mark is %(mark)s, not %(old)s)"),
    "other-stands-there": N_("“%(now)s” stands there, not “%(was)s”"),
    "person-unknown": N_("nobody in the catalogue is called “%(name)s”"),
    "words-missing": N_("“%(words)s” does not stand there"),
    "words-repeated": N_("“%(words)s” stands there more than once; give more words"),
    "pair-line-unreadable": N_("expected pair or part, left turns and right turns"),
    "pair-turns-missing": Listed(N_("there is no turn %(refs)s"), N_("there are no turns %(refs)s"), by="refs"),
    "pair-sides-wrong": N_("not one text a side, the Russian on the left"),
    "pair-text-changed": Optional(
        N_("the text of %(refs)s has changed since %(date)s; please look at it again"),
        N_("the text of %(refs)s has changed since this was written; please look at it again"), by="date"),
    "texts-line-unreadable": N_("expected two documents with a tab between them"),
    "texts-not-paired": N_("%(left)s and %(right)s cannot be paired: both must be documents that are here, in two "
                           "languages"),
    "pairs-refused": N_("%(left)s and %(right)s are not paired: that takes more time or memory than their size allows"),
    "pages-refused": N_("the pages of %(edition)s are not estimated: that takes more time or memory than its size "
                        "allows"),
    **REFUSALS,
}
"""The messages by code."""

TEXT_FIELDS = frozenset({
    "heading", "label", "literal", "name", "now", "read", "title", "was", "what", "word", "words",
})
"""Fields that hold words of a text, which are in its language and not in that of the page."""

BETWEEN = {"faults": "; ", "neighbours": "; "}
"""What stands between the parts of a list; a comma where a field is not named here."""

COUNTS = frozenset({
    "all", "bytes", "count", "errors", "found", "gap", "least", "length", "most", "stated", "unknown", "wanted",
})
"""Fields that hold figures, which are written as the language does; other numbers are names of lines and sheets."""
