"""The language server under pytest-lsp, with the abilities of several editors; what it says is held to the protocol.

    ADDSUP=… pytest tests/clients/test_protocol.py
"""

import asyncio
import os
import pathlib

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

SEEDS = pathlib.Path(__file__).resolve().parents[2] / "seeds"
DRAFT = SEEDS / "fr/planted/breakdown-part-too-large.txt"
SERVER = [os.environ["ADDSUP"], "lsp"]


@pytest_lsp.fixture(
    params=["visual-studio-code", "neovim", "emacs"],
    config=ClientServerConfig(server_command=SERVER),
)
async def client(request, lsp_client: LanguageClient):
    params = types.InitializeParams(
        capabilities=client_capabilities(request.param),
        workspace_folders=[types.WorkspaceFolder(uri=SEEDS.as_uri(), name="seeds")],
        initialization_options={"inlayHints": True},
    )
    # What pytest-lsp does not answer by itself.
    for request in (types.CLIENT_REGISTER_CAPABILITY, types.WORKSPACE_INLAY_HINT_REFRESH):
        lsp_client.feature(request)(lambda params: None)
    await lsp_client.initialize_session(params)
    yield
    await lsp_client.shutdown_session()


async def opened(client: LanguageClient, version: int = 1) -> str:
    uri = DRAFT.as_uri()
    item = types.TextDocumentItem(uri=uri, language_id="plaintext", version=version, text=DRAFT.read_text("utf-8"))
    client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
    await asyncio.wait_for(client.wait_for_notification("textDocument/publishDiagnostics"), 20)
    return uri


@pytest.mark.asyncio
async def test_a_finding_and_its_repair(client: LanguageClient):
    uri = await opened(client)
    [one] = client.diagnostics[uri]
    assert one.code == "breakdown-sum" and one.severity == types.DiagnosticSeverity.Error
    assert len(one.related_information) == 2
    where = types.TextDocumentIdentifier(uri=uri)
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(text_document=where, range=one.range, context=types.CodeActionContext(diagnostics=[one]))
    )
    repair = next(action for action in actions if "1.700" in action.title)
    if repair.edit.document_changes:
        [edit] = repair.edit.document_changes[0].edits
    else:
        [edit] = repair.edit.changes[uri]
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            text_document=types.VersionedTextDocumentIdentifier(uri=uri, version=2),
            content_changes=[types.TextDocumentContentChangePartial(range=edit.range, text=edit.new_text)],
        )
    )
    await asyncio.wait_for(client.wait_for_notification("textDocument/publishDiagnostics"), 20)
    assert not client.diagnostics[uri]


@pytest.mark.asyncio
async def test_what_is_asked_of_a_claim(client: LanguageClient):
    uri = await opened(client)
    [one] = client.diagnostics[uri]
    where, at = types.TextDocumentIdentifier(uri=uri), one.range.start
    hover = await client.text_document_hover_async(types.HoverParams(text_document=where, position=at))
    assert "400" in hover.contents.value
    leads = await client.text_document_definition_async(types.DefinitionParams(text_document=where, position=at))
    assert {lead.range.start.character for lead in leads} == {
        related.location.range.start.character for related in one.related_information
    }
    mentions = await client.text_document_references_async(
        types.ReferenceParams(
            text_document=where, position=at, context=types.ReferenceContext(include_declaration=True)
        )
    )
    assert len(mentions) >= 3
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(text_document=where))
    assert symbols and [symbol.name for symbol in symbols] == sorted(symbol.name for symbol in symbols)
    links = await client.text_document_document_link_async(types.DocumentLinkParams(text_document=where))
    assert len(links) == 3
    whole = types.Range(start=types.Position(line=0, character=0), end=types.Position(line=99, character=0))
    hints = await client.text_document_inlay_hint_async(types.InlayHintParams(text_document=where, range=whole))
    assert any(hint.label.startswith("= 20") for hint in hints)
