"""Bytes to blocks of text with offsets, one reader for each format, in limited processes, remembered."""

OPEN = (
    "boxes.hocr",
    "encoding",
    "far",
    "formats",
    "html.page",
    "markdown.blocks",
    "memory",
    "page_files",
    "pdf.file.opening",
    "pdf.hyphens",
    "pdf.lines",
    "worker",
)
"""Modules that other rooms may import."""
