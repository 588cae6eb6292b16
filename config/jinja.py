"""The second template engine: Jinja2 for what stands on a page a thousand times.

A long section has some hundred fields, and Django's own templates take most of the time that its
page takes (docs/adr/0041). Files ending in `.jinja` are Jinja's; `{% part "x.jinja" %}` puts one
into a Django template, with everything that template knows.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django import template
from django.template.base import FilterExpression, Parser, Token
from django.template.context import Context
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from jinja2 import Environment, StrictUndefined

ENGINE = "jinja2"
register = template.Library()


def environment(**options: Any) -> Environment:
    """Jinja as our templates use it: nothing unknown is passed over, no lines for the tags."""
    strict = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**(options | strict))  # noqa: S701 - Django's backend escapes by default
    made.globals |= {"_": gettext, "shape": shape, "url": _url}
    return made


@cache
def shape(name: str) -> str:
    """A small picture beside words, by name; see templates/components/shape.html."""
    return render_to_string("components/shape.html", {"shape": name})


def _url(name: str, **kwargs: Any) -> str:
    return reverse(name, kwargs=kwargs)


class Part(template.Node):
    """A Jinja template in the place of the tag."""

    def __init__(self, name: FilterExpression) -> None:
        self.name = name

    def render(self, context: Context) -> Any:
        known = {str(name): value for name, value in context.flatten().items()}
        return get_template(self.name.resolve(context), using=ENGINE).render(known)


@register.tag
def part(parser: Parser, token: Token) -> Part:
    """`{% part "assessment/section/rows.jinja" %}`."""
    _tag, name = token.split_contents()
    return Part(parser.compile_filter(name))
