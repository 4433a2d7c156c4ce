"""Every limit of the program, with its reason. Sizes are bytes unless the name says otherwise."""

from __future__ import annotations

MAX_SOURCE_BYTES = 256 * 1024 * 1024
"""One source file. A scan of 800 pages takes 30 to 150 MB; more is no book."""

MAX_NAME_BYTES = 120
"""Of one name under ``sources/``: disks take 255 bytes, and a letter may have four; a prefix and a temporary name come
on top."""

MAX_UNPACKED_BYTES = 200 * 1024 * 1024
"""What a Word document may unpack to: a book with its pictures."""

MAX_PACKED_FILES = 5_000
"""Files packed in a Word document."""

MAX_TEXT_CHARS = 40_000_000
"""Characters read from one file: ten times the longest report."""


MAX_CORRECTIONS_BYTES = 16 * 1024 * 1024
"""A file of the user's corrections: a hundred thousand of them, each with its reason."""

MAX_SAVED_PARTS = 10_000
"""Parts of a saved page: the page, its pictures, styles and frames."""

MAX_NESTED = 10_000
"""Elements or groups within each other in one file: documents have some twenty, and what is never closed counts too."""

MAX_EXPANDED_CHARS = 1_000_000
"""Characters that the entities of a file expand to, all together: editions declare names and signs by them."""

MAX_EXPANDED_DEPTH = 20
"""Entities that name each other, one within the other."""

MAX_SELECTOR_CHARS = 500
"""A longer selector of a style sheet names nothing: no hand writes one."""

MAX_HIDING_STEPS = 4_000
"""Elements that the selectors of a page's rules name which hide or show anything: the largest style sheets have some
hundred. So many are asked of each element at most, and rules beyond them hide nothing."""

MAX_PAGES = 10_000
"""Pages of one PDF."""

MAX_PASSAGE_CHARS = 1_400
"""A longer paragraph is searched and shown in parts of about this size, cut at sentence ends."""

MAX_QUERY_CHARS = 1_000
"""Characters of one query: the longest phrase anyone cites, several times over."""

MAX_QUERY_CLAUSES = 64
"""Words and phrases in one query."""

MAX_QUERY_DEPTH = 12
"""Nested brackets in one query."""

MIN_PREFIX_CHARS = 2
"""Letters needed before ``*``: shorter prefixes match a tenth of the vocabulary."""

MAX_EXPANSION = 1_024
"""Distinct words one wildcard or word form may stand for."""

MAX_NAME_WORDS = 12
"""Words of a filter that may be a misspelt name: each is held against all surnames, and no name has so many."""

MAX_SLOP = 20
"""Words allowed between the parts of a proximity query."""

MAX_FUZZY = 2
"""Errors allowed in a word that is looked for with errors: with more, short words are any word."""

MAX_COMPARED_WORDS = 1_000
"""Words of a quotation that are fitted into a text in one go, which takes time with the square of their number: three
printed pages. Longer ones are compared in parts of as many."""

MAX_ROWS = 1_000
"""Hits given at once."""

LOCK_SECONDS = 10.0
"""How long a run waits for another run's lock."""

FETCH_PAUSE_SECONDS = 1.0
"""Between two requests to the web; doubled with each further attempt at one address."""

FETCH_TIMEOUT_SECONDS = 30.0
"""Without an answer or a further byte."""

FETCH_WHOLE_SECONDS = 3_600.0
"""For one file, however slowly it comes: the longest takes an hour at 70 kB a second."""

MAX_ROBOTS_BYTES = 512 * 1024
"""Of a site's rules for robots, of which more need not be read (RFC 9309, 2.5)."""

FETCH_ATTEMPTS = 5
"""At one address in one run; the next run goes on from there."""

UNREACHED_ADDRESSES = 3
"""Addresses in a row at which a host was not reached; then it is not asked again in this run. Without it, a computer
without a network would ask for half a minute for each of hundreds of pages."""

ARCHIVE_PAGE_POSTS = 100
"""Posts asked for at once of an archive: the most that WordPress gives."""

MAX_ARCHIVE_PAGES = 2_000
"""Pages of an archive asked for in one run: a hundred times those of the largest one known."""

ARCHIVE_ROUNDS = 3
"""Times that the numbers of all posts of an archive are asked for in one run, where the site changes meanwhile."""

FAILED_PAGES = 2
"""Pages of an archive that fail one after the other until no more are asked for: each was tried several times."""

MAX_NUMBERED_PAGES = 2_000
"""Numbered pages asked for of one address: more than any book has."""

MAX_RETRY_SECONDS = 120.0
"""The longest wait a server may ask for; after a longer one the page is reported as missing."""

WORKER_MEMORY_BYTES = 1024 * 1024 * 1024
"""Address space of the process that reads a file; a book of 800 scanned pages needs a third of it."""

WORKER_SECONDS = 10.0
"""Processor time for any file; bombs of a few kilobytes take minutes."""

WORKER_BYTES_A_SECOND = 20_000
"""For each so many bytes a file may take a second more: five times what a born-digital book takes."""

MAKING_SECONDS = 10.0
"""Processor time for all that follows the reading of any text, however short: its turns, its pairs, its pages."""

MAKING_BYTES_A_SECOND = 20_000
"""For each so many bytes as read that may take a second more: ten to twenty times what books take."""

MAKING_MEMORY_BYTES = 1024 * 1024 * 1024
"""Address space of the process that does this, for any text."""

MAKING_MEMORY_A_BYTE = 100
"""And for each byte as read so many more: twice what books need."""

CHECK_SECONDS = 10.0
"""Processor time for checking the quotations of any text, however short."""

CHECK_BYTES_A_SECOND = 10_000
"""For each so many bytes a check may take a second more."""

CHECK_MEMORY_BYTES = 1024 * 1024 * 1024
"""What a process may hold of its own that checks a text, beside the files of the index."""

MAX_ANSWER_BYTES = 512 * 1024 * 1024
"""What a reading process may answer: texts with their offsets."""

MAX_IMAGE_WIDTH = 2_400
"""Pixels across of a page image: enough to read the smallest print."""

MAX_IMAGE_PIXELS = 24_000_000
"""Pixels of a page image; a strip ten times as long as wide is no page."""

MAX_PICTURE_PIXELS = 100_000_000
"""Dots of a picture that is shown as a page: two pages of a large book side by side at 600 dots an inch."""

MAX_IMAGES = 400
"""Page images kept in a home: about 100 MB."""

MAX_OCR_WIDTH = 6_000
"""Pixels across of a page that is recognised: two pages of a large book side by side at 300 dots an inch."""

OCR_SECONDS = 120.0
"""Processor time for recognising one page; a clean one takes two to three."""

IMAGE_SECONDS = 20.0
"""Processor time for one page image; a full-page scan at 600 dots an inch takes two."""

MAX_KEPT_PAGES = 1_000
"""Finished pages that a process of the web app keeps: what a class of students asks for in an hour."""

MAX_KEPT_PAGE_BYTES = 32 * 1024 * 1024
"""Of these pages together: a thousand compressed pages of results take 12 MB."""

MAX_CLUSTER_NODES = 64
"""Nodes of a search cluster: each holds millions of turns."""

CLUSTER_CONNECT_SECONDS = 2.0
"""Until a node of a cluster takes a connection; nodes are in one building."""

CLUSTER_SECONDS = 15.0
"""Without an answer of a node, which itself waits five seconds for another one."""

MAX_CLUSTER_BATCH_BYTES = 4 * 1024 * 1024
"""Words sent to a node at once: half of what a node takes unless it is told."""

MAX_CLUSTER_BATCH = 1_000
"""Turns sent to a node at once."""

MAX_CLUSTER_TERMS = 256
"""Words that a query is spelt out in for a cluster. Sphinx 2.2 takes 400 joined by OR in a fifth of a second, and did
not come back from 1,000 in 20."""

MAX_CLUSTER_VALUES = 256
"""Values of a filter that are sent to a cluster; with more the filter is applied here."""

MAX_CLUSTER_TURNS = 20_000
"""Turns that are taken from a cluster for one query: they take a twentieth of a second on their way. Words in more
turns than that are looked up in the arrays here, which is sooner."""

FAR_WAIT_SECONDS = 60.0
"""How long a scheduler of other machines, or a worker of it beside the time for the file, may be silent: a worker that
is started again is back in ten."""

MAX_KEPT_PASSAGES = 4_000
"""Passages of which the web app keeps what every question shows of them: about 5 kB each."""

MAX_KEPT_LISTS = 256
"""Lists of texts searched that the web app keeps, one for each choice of texts: about 10 kB each."""

MAX_KEPT_FRAMES = 256
"""Parts of the frame of pages that are kept: a few for each page without parameters in its path, in each language."""

MAX_KEPT_PATHS = 4_096
"""Paths of pages that are kept: those of some hundred texts, persons and sittings."""

MAX_CONNECTIONS = 100
"""Connections of `trials serve` at once, each with a file of its own and perhaps one for what is sent: those of a
reading room. A browser has six at most, and idle ones give way."""

CROWDED_CONNECTIONS = 80
"""From so many on connections are closed behind their answer, and are waited for no longer than is said below."""

WAITING_SECONDS = 10.0
"""How long a connection is waited for that asks nothing, has asked for half, or takes nothing of its answer."""

CROWDED_SECONDS = 2.0
"""The same while there is a crowd: others wait for the place. Who is turned away comes again and is asked nothing."""

SLOWEST_BYTES_A_SECOND = 2_000
"""For each so many bytes that come or go a connection is waited for a second longer: half the speed of a poor telephone
line. Who sends or takes a sign now and then gains nothing by it."""

MAX_REST_BYTES = 64 * 1024 * 1024
"""What is taken unread of a form that is too long, so that its reader sees the page that says so and no broken
connection: a large book with its pictures. It takes the server a tenth of a second."""

MAX_HEAD_BYTES = 64 * 1024
"""What stands before the content of a request: eight times the longest address."""
