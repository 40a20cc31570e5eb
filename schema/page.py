"""The page at `/`: GraphiQL where it was built, else how to ask by hand.

Not here: building it (`cli`), and what protects it (`schema.protection`).
"""

import html
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from schema.answers import Endpoint


def page_route(folder: Path | None, without: str) -> Route:
    """Return what answers at `/`: the built page of a folder, or one that says why there is none."""
    if folder is not None and (folder / "index.html").is_file():
        return Route("/{path:path}", StaticFiles(directory=folder, html=True))
    return Route("/", Endpoint(("GET",), partial(_plain_page, without=without)))


async def _plain_page(request: Request, without: str) -> Response:
    address = html.escape(f"{request.base_url}graphql")
    return HTMLResponse(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>QualityGraph</title>'
        "<h1>QualityGraph</h1><p>The API answers on <code>/graphql</code>. Ask it by hand:</p>"
        f"<pre>curl {address} -H 'Content-Type: application/json' "
        '-d \'{"query": "{ regions { nodes { id name } } }"}\'</pre>'
        f"<p>{html.escape(without)}</p></html>"
    )
