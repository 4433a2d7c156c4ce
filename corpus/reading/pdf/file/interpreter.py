"""Follows the content of PDF pages for the text on them: pdfminer.six with another reader of content streams.

pdfminer.six finds fonts, forms and places; its own reader of content streams takes most of the time that reading a
page takes. Operators that paint or colour are passed over.

PDFium, which draws pages, is not asked for text. With the place of every word it takes as long for born-digital pages;
it leaves words out that stand twice, puts a sign of its own for hyphens at line ends, takes the code of a glyph for its
character where the file names none, and says nothing of parts that are damaged or missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import stream_value

from corpus.reading.pdf.file.content import operations
from corpus.reading.pdf.file.device import PieceDevice

_FOLLOWED = {
    b"q": ("do_q", 0), b"Q": ("do_Q", 0), b"cm": ("do_cm", 6), b"Do": ("do_Do", 1), b"BT": ("do_BT", 0),
    b"Tc": ("do_Tc", 1), b"Tw": ("do_Tw", 1), b"Tz": ("do_Tz", 1), b"TL": ("do_TL", 1), b"Tf": ("do_Tf", 2),
    b"Tr": ("do_Tr", 1), b"Ts": ("do_Ts", 1), b"Td": ("do_Td", 2), b"TD": ("do_TD", 2), b"Tm": ("do_Tm", 6),
    b"T*": ("do_T_a", 0), b"TJ": ("do_TJ", 1), b"Tj": ("do_Tj", 1), b"'": ("do__q", 1), b'"': ("do__w", 3),
}
"""Operators that say where text stands and what it is: method and number of operands (ISO 32000-1, annex A)."""

_PASSED = frozenset(
    b"ET BI EI w J j M d ri i gs m l c v y h re S s f F f* B B* b b* n W W* CS cs SC SCN sc scn G g RG rg K k sh "
    b"BMC BDC EMC MP DP BX EX d0 d1".split()
)
"""The other operators of the format."""

_KNOWN = _PASSED.union(_FOLLOWED)


class Interpreter(PDFPageInterpreter):  # type: ignore[misc,unused-ignore]
    """Interprets a page and the forms on it; ``device.unknown`` counts operators that are none."""

    device: PieceDevice

    def execute(self, streams: Sequence[object]) -> None:
        """Follow content streams, which are one where they are several; called by pdfminer.

        What can be read is followed before a fault of a later stream is raised.
        """
        parts: list[bytes] = []
        try:
            parts.extend(stream.get_data() for stream in self._open(streams))
        finally:
            self._follow(b"\n".join(parts))

    def _open(self, streams: Sequence[object]) -> list[Any]:
        """Give the streams that are not being followed already: a form may hold itself."""
        found = [stream_value(stream) for stream in streams]
        self.stream_ids.clear()
        kept = [s for s in found if s.objid is not None and s.objid not in self.parent_stream_ids]
        self.stream_ids.update(stream.objid for stream in kept if stream.objid is not None)
        return kept

    def _follow(self, data: bytes) -> None:
        followed = {operator: (getattr(self, method), count) for operator, (method, count) in _FOLLOWED.items()}
        for operator, operands in operations(data, _KNOWN):
            if operator in followed:
                method, count = followed[operator]
                if len(operands) >= count:
                    method(*operands[len(operands) - count :])
            elif operator not in _PASSED:
                self.device.unknown += 1

    def do_Do(self, name: Any) -> None:  # noqa: N802 (pdfminer names methods after operators)
        """Follow a form; its places are its own."""
        super().do_Do(name)
        self.device.set_ctm(self.ctm)

    def do_TJ(self, parts: Any) -> None:  # noqa: N802
        """Show strings; numbers between them move the pen."""
        if self.textstate.font is not None:
            self.device.render_string(self.textstate, parts if isinstance(parts, list) else [parts], None, None)

    def do__w(self, word_gap: Any, char_gap: Any, text: Any) -> None:
        """Show a string on the next line, with other gaps."""
        self.do_T_a()
        super().do__w(word_gap, char_gap, text)
