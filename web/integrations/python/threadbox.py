"""Threadbox in Sphinx, Jupyter Book and MkDocs. Copy this file beside the configuration.

Sphinx and Jupyter Book: add "threadbox" to `extensions`, set `threadbox_site` to the address of the site, and write

    .. threading-sandbox::
       :view: code,timeline
       :height: 420

       import threading
       threading.Thread(target=print, args=("hello",)).start()

Each attribute of <threading-sandbox> is an option; a lesson of the site has the option `lesson` and no content. HTML gets the element, other
formats the program and a link.

MkDocs: name this file in `hooks`, set `extra: {threadbox_site: https://...}`, and write a fence

    ```threading-sandbox view=code,timeline height=420
    import threading
    ```
"""

import base64
import re
import shlex
import zlib
from html import escape
from urllib.parse import urlencode

FLAGS = ("keep-open", "autorun", "readonly")
ATTRIBUTES = ("lesson", "src", "name", "view", "mode", "gil", "seed", "schedule", "speed", "theme", "exercise", "moment",
              "height", "loading", "poster", "title")
#: What a link says, too. An embedded program may run by itself; a link's never does.
LINKED = ("lesson", "name", "view", "keep-open", "speed", "mode", "seed", "readonly", "theme", "moment", "schedule", "exercise")


def site_address(site):
    """The address of the site, which ends with a slash."""
    if not site:
        raise ValueError("threadbox: the address of the site is not configured (threadbox_site)")
    return site if site.endswith("/") else site + "/"


def link(site, options, code=""):
    """The address that opens the program in a tab of its own. An option without a value is a flag."""
    fields = {"v": "1"}
    for name in LINKED:
        if name in options:
            fields[name] = "1" if name in FLAGS else options[name]
    if options.get("gil") == "off":
        fields["no-gil"] = "1"
    if code:
        fields.pop("lesson", None)
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(code.encode()) + packer.flush()
        fields["code"] = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    return site_address(site) + "#" + urlencode(fields)


def element(site, options, code=""):
    """The HTML: the element, with the program and a link for readers without JavaScript."""
    attributes = "".join(
        f" {name}" if name in FLAGS else f' {name}="{escape(str(options[name]))}"'
        for name in (*ATTRIBUTES, *FLAGS) if name in options)
    # A line break after <pre> is no part of its text.
    program = f"<pre>\n{escape(code, quote=False)}</pre>\n" if code else ""
    anchor = f'<a href="{escape(link(site, options, code))}">Open in Threadbox</a>'
    return f"<threading-sandbox{attributes}>\n{program}{anchor}\n</threading-sandbox>"


def script(site):
    return f'<script src="{escape(site_address(site))}threading-sandbox.js" async></script>'


# --- MkDocs

FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)\n(?P<code>(?:.*\n)*?)(?P=fence)[`~]*[ \t]*$", re.MULTILINE)


def read_options(info):
    """Reads `lesson=race.py view="code,timeline" autorun`."""
    options = {}
    for word in shlex.split(info):
        name, _, value = word.partition("=")
        if name not in ATTRIBUTES and name not in FLAGS:
            raise ValueError(f"threadbox: <threading-sandbox> has no attribute {name!r}")
        options[name] = value
    return options


def on_page_markdown(markdown, *, config, **_):
    """The hook of MkDocs: replaces the fences of a page. Other fences, and what is in them, stay."""
    site, found = config["extra"].get("threadbox_site"), []

    def replace(match):
        kind, _, info = match["info"].strip().partition(" ")
        if kind != "threading-sandbox":
            return match[0]
        found.append(kind)
        # Markdown leaves the content of a <div> alone.
        return f'<div class="threadbox">\n{element(site, read_options(info), match["code"])}\n</div>'

    replaced = FENCE.sub(replace, markdown + "\n")
    return replaced + "\n\n" + script(site) + "\n" if found else markdown


# --- Sphinx

def setup(app):
    """The extension of Sphinx."""
    from docutils import nodes
    from docutils.parsers.rst import Directive, directives
    from sphinx.addnodes import only

    class ThreadingSandbox(Directive):
        has_content = True
        option_spec = {**{name: directives.unchanged for name in ATTRIBUTES}, **{name: directives.flag for name in FLAGS}}

        def run(self):
            code = "\n".join(self.content) + "\n" if self.content else ""
            try:
                site = site_address(app.config.threadbox_site)
            except ValueError as error:
                raise self.severe(str(error)) from error
            html = nodes.raw("", element(site, self.options, code), format="html")
            other = only(expr="not html")
            if code:
                other += nodes.literal_block(code, code, language="python")
            address = link(site, self.options, code)
            reference = nodes.reference("", "Open in Threadbox", refuri=address)
            # In text and in print, an address that is not shown is lost; that of a whole program is too long to type.
            shown = [nodes.Text(": " + address)] if len(address) < 200 else []
            other += nodes.paragraph("", "", reference, *shown)
            return [html, other]

    app.add_config_value("threadbox_site", "", "env")
    app.add_directive("threading-sandbox", ThreadingSandbox)
    app.connect("builder-inited", lambda app: app.config.threadbox_site and app.add_js_file(
        site_address(app.config.threadbox_site) + "threading-sandbox.js", **{"async": "async"}))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
