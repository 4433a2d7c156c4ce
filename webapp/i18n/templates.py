"""Templates in a language: what they say is translated when they are compiled, not each time they are rendered.

An environment of Jinja has one language, and a site has one environment for each. A call of ``_`` with a fixed string
is replaced in the template's tree by the translation, which Jinja then joins with the elements around it.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from functools import lru_cache
from keyword import iskeyword
from typing import Any

from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from webapp.i18n.i18n import DEFAULT, message_parts, translations

SHORT_CHARS, ESCAPED_KEPT = 200, 8_192
"""Characters of a text that is kept as escaped, and how many are."""

GETTEXT = frozenset({"_", "gettext"})
"""Names by which templates translate a string."""

GIVEN_CONTEXT = GETTEXT | {"ngettext"}
"""Functions to which Jinja gives what a template knows; all others take what they are called with."""


_set_apart = re.compile("[&<>\"']").search
"""Finds a sign that HTML writes otherwise: to make a marked text of each that has none takes four times as long."""


@lru_cache(ESCAPED_KEPT)
def _escaped_text(text: str) -> str:
    return escape(text) if _set_apart(text) else text


def escaped(value: Any) -> str:
    """Escape a value that is shown; a short text is looked up, as most of a page stood on others before.

    Only plain texts are: one that is marked as escaped, which stays as it is, is equal to the same one that is not.
    """
    kind = type(value)
    if kind is str and len(value) <= SHORT_CHARS:
        return _escaped_text(value)
    return value if kind is Markup else escape(value)


class SparingCalls(CodeGenerator):
    """Writes templates that escape the short texts which stand on every page, names and addresses, once.

    What is marked as escaped is told where it is shown, without a call: half of a page of results is. So is what a
    value has by a name: Jinja's own way calls two functions for each, and a page of results asks four hundred times.
    Macros and functions are called without a third that Jinja sets between.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        """Write what stands before an expression whose value is shown."""
        if _is_escaped(frame, finalize):
            self.write("(shown if (shown := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        """Write what stands behind such an expression."""
        if _is_escaped(frame, finalize):
            self.write(").__class__ is Markup else environment.kept_escapes(shown) if shown.__class__ is str "
                       f"and len(shown) <= {SHORT_CHARS} else environment.escaped(shown))")
        else:
            super()._output_child_post(node, frame, finalize)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - the name that Jinja calls
        """Write what gives the attribute of a value; where it has none of the name, that is left to Jinja."""
        self.write("(found if (found := getattr((of := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr(of, {node.attr!r}))")

    def visit_Call(  # noqa: N802 - the name that Jinja calls
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Write a call as it stands; Jinja's own way first asks of each function what it wants besides."""
        named = isinstance(node.node, nodes.Name) and node.node.name in GIVEN_CONTEXT
        if named or node.dyn_args or node.dyn_kwargs or any(iskeyword(each.key) for each in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for each in (*node.args, *node.kwargs):
            self.visit(each, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")


def _is_escaped(frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> bool:
    """Whether the values of expressions are known to be escaped, and nothing else is done to them."""
    return not frame.eval_ctx.volatile and bool(frame.eval_ctx.autoescape) and not finalize.src


class PassingTemplate(Template):
    """A template that leaves nothing behind for Python's search for garbage.

    Its macros know what it was given, which knows the macros. So two hundred objects a page went in circles until they
    were searched for, which took a twentieth of the time of pages.
    """

    def render(self, *args: Any, **given: Any) -> str:
        """Give the text of the template with these values, as Jinja's own does."""
        context = self.new_context(dict(*args, **given))
        try:
            return self.environment.concat(self.root_render_func(context))
        except Exception:
            self.environment.handle_exception()
        finally:
            context.vars.clear()


class TranslatedEnvironment(Environment):
    """An environment whose templates speak the language ``lang``, which is to be set before the first is compiled."""

    lang = DEFAULT
    code_generator_class = SparingCalls
    template_class = PassingTemplate

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give what a template may use beside what it is given: without values of its own, what all may use.

        Jinja's own answer is a chain of mappings, which takes longer to go through than a page takes to be filled in.
        """
        return super().make_globals(d) if d else self.globals

    escaped = staticmethod(escaped)
    kept_escapes = staticmethod(_escaped_text)

    def _generate(self, source: nodes.Template, *args: Any, **options: Any) -> str:
        """Write the code of a template; Jinja's hook for those who want to change its tree."""
        return super()._generate(Translating(self.lang).visit(source), *args, **options)


class Translating(NodeTransformer):
    """Puts what fixed strings say in a language in the place of the calls that would translate them."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 - the name that Jinja calls
        """Set the values of a translated string among what stands around it, where they are escaped as all is."""
        node.nodes = [part for child in node.nodes for part in self._parts(child)]
        self.generic_visit(node)
        return node

    def _parts(self, node: nodes.Expr) -> list[nodes.Expr]:
        """Give the words and the values of a call whose string is fixed and has places; anything else as it is."""
        string = _fixed_string(node) if isinstance(node, nodes.Call) else None
        if not isinstance(node, nodes.Call) or not node.kwargs or string is None:
            return [node]
        values = {each.key: each.value for each in node.kwargs}
        parts = message_parts(translations(self._lang).gettext(string))
        return [values[part] if at % 2 else nodes.TemplateData(part, lineno=node.lineno)
                for at, part in enumerate(parts)]

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - the name that Jinja calls
        """Give the text, or the text with its places filled in, for a call whose string is fixed."""
        self.generic_visit(node)
        string = _fixed_string(node)
        if string is None:
            return node
        said = translations(self._lang).gettext(string)
        if not node.kwargs:
            # As newstyle gettext does, which takes every string for one with places.
            return nodes.TemplateData(said % {}, lineno=node.lineno)
        places = [nodes.Pair(nodes.Const(each.key), each.value) for each in node.kwargs]
        return nodes.Mod(nodes.TemplateData(said), nodes.Dict(places), lineno=node.lineno)


def _fixed_string(node: nodes.Call) -> str | None:
    """Give the string that a call translates; None where it translates none, or one that is known later only."""
    if not (isinstance(node.node, nodes.Name) and node.node.name in GETTEXT) or node.dyn_args or node.dyn_kwargs:
        return None
    match node.args:
        case [nodes.Const(value=str(string))]:
            return string
    return None
