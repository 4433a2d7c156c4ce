"""Bytes to blocks of text with offsets, one reader for each format, in limited processes, remembered."""

OPEN = (
    "boxes.djvu",
    "boxes.hocr",
    "encoding",
    "formats",
    "html.page",
    "kinds",
    "markdown.blocks",
    "memory",
    "page_files",
    "pdf.columns",
    "pdf.file.opening",
    "pdf.hyphens",
    "wire",
    "worker",
)
"""Modules that other rooms may import."""
