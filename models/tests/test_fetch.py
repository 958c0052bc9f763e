import hashlib
import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from onnx import TensorProto, helper

from mmei_models.__main__ import main
from mmei_models.pretrained.backbone import MANIFEST, BackboneError, known
from mmei_models.pretrained.fetch import Source, _Redirects, download, sources_of

CONTENT = bytes(range(256)) * 64
TYPES = {"float32": TensorProto.FLOAT, "int64": TensorProto.INT64}


@contextmanager
def web(answer):
    """A server on the loopback; `answer(handler)` answers each request. Gives its address and the Range headers it was sent."""
    ranges = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            ranges.append(self.headers.get("Range"))
            answer(self)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", ranges
    finally:
        server.shutdown()
        server.server_close()


def reply(handler, status=200, body=CONTENT, length=None, **headers):
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    if length != 0:
        handler.send_header("Content-Length", str(length or len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def ranged(handler):
    asked = handler.headers.get("Range")
    begin = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
    if asked and begin >= len(CONTENT):
        return reply(handler, 416, b"")
    return reply(handler, 206 if asked else 200, CONTENT[begin:], Content_Range=f"bytes {begin}-{len(CONTENT) - 1}/{len(CONTENT)}")


def source(address, content=CONTENT):
    return Source(address + "/model.onnx", hashlib.sha256(content).hexdigest())


def graph_of(backbone, inputs=None, outputs=None):
    """An ONNX file with these inputs and outputs, by default the backbone's own; what it computes does not matter here."""
    values = [
        [helper.make_tensor_value_info(t["name"], TYPES[t["type"]], t["shape"]) for t in tensors]
        for tensors in (inputs or backbone.manifest["inputs"], outputs or backbone.manifest["outputs"])
    ]
    return helper.make_model(helper.make_graph([], "backbone", *values)).SerializeToString()


def test_a_file_is_kept_when_its_hash_is_the_given_one(tmp_path):
    with web(reply) as (address, _):
        download(source(address), tmp_path / "m", len(CONTENT))
    assert (tmp_path / "m").read_bytes() == CONTENT and list(tmp_path.iterdir()) == [tmp_path / "m"]


def test_a_file_of_another_hash_leaves_nothing_behind(tmp_path):
    with web(reply) as (address, _), pytest.raises(BackboneError, match="its SHA-256 is .*, not .*; nothing was kept"):
        download(source(address, b"other"), tmp_path / "m", len(CONTENT))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_cut_off_is_continued(tmp_path):
    with web(lambda handler: reply(handler, body=CONTENT[:5000], length=len(CONTENT))) as (address, _):
        with pytest.raises(BackboneError, match=f"ended after 5000 of {len(CONTENT)} bytes; give the command again to continue"):
            download(source(address), tmp_path / "m", len(CONTENT))
    assert not (tmp_path / "m").exists()
    with web(ranged) as (address, ranges):
        download(source(address), tmp_path / "m", len(CONTENT))
    assert ranges == ["bytes=5000-"] and (tmp_path / "m").read_bytes() == CONTENT


def test_a_server_that_cannot_continue_sends_all_of_it_again(tmp_path):
    (tmp_path / "m.part").write_bytes(b"the beginning of another version")
    with web(reply) as (address, _):
        download(source(address), tmp_path / "m", len(CONTENT))
    assert (tmp_path / "m").read_bytes() == CONTENT


def test_a_beginning_that_is_longer_than_the_file_is_dropped(tmp_path):
    (tmp_path / "m.part").write_bytes(CONTENT + b"more")
    with web(ranged) as (address, _):
        with pytest.raises(BackboneError, match="answers 416 .*; give the command again to begin anew"):
            download(source(address), tmp_path / "m", 2 * len(CONTENT))
        download(source(address), tmp_path / "m", len(CONTENT))
    assert (tmp_path / "m").read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("length", "message"),
    [(None, f"has {len(CONTENT)} bytes; at most 100 are expected of m"), (0, "has more than the 100 bytes expected of m")],
)
def test_a_file_that_is_too_large_is_not_kept(tmp_path, length, message):
    with web(lambda handler: reply(handler, length=length)) as (address, _), pytest.raises(BackboneError, match=message):
        download(source(address), tmp_path / "m", 100)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_there_is_named(tmp_path):
    with web(lambda handler: reply(handler, 404, b"")) as (address, _), pytest.raises(
        BackboneError, match=f"{address}/model.onnx: answers 404 Not Found"
    ):
        download(source(address), tmp_path / "m", len(CONTENT))


def test_a_server_that_is_not_there_is_named(tmp_path):
    with pytest.raises(BackboneError, match="http://127.0.0.1:1/model.onnx: .*refused"):
        download(source("http://127.0.0.1:1"), tmp_path / "m", len(CONTENT))


def test_a_redirect_is_followed_to_the_file(tmp_path):
    def answer(handler):
        if handler.path == "/model.onnx":
            return reply(handler, 302, b"", length=0, Location="/elsewhere")
        return reply(handler)

    with web(answer) as (address, _):
        download(source(address), tmp_path / "m", len(CONTENT))
    assert (tmp_path / "m").read_bytes() == CONTENT


def test_a_redirect_in_a_circle_ends(tmp_path):
    with web(lambda handler: reply(handler, 302, b"", length=0, Location="/model.onnx")) as (address, _), pytest.raises(
        BackboneError, match="answers 302"
    ):
        download(source(address), tmp_path / "m", len(CONTENT))


def test_a_redirect_does_not_leave_https():
    import urllib.request

    with pytest.raises(BackboneError, match="redirects to http://host/m, which is not https"):
        _Redirects().redirect_request(urllib.request.Request("https://host/m"), None, 302, "Found", {}, "http://host/m")


def write_sources(path, address, **files):
    entries = {kind: {"url": f"{address}/{kind}", "sha256": hashlib.sha256(content).hexdigest()} for kind, content in files.items()}
    path.write_text(json.dumps({"bert-base-uncased": entries}))
    return path


def test_an_encoder_is_there_when_all_of_it_is(tmp_path, capsys):
    backbone = known()["bert-base-uncased"]
    files = {"model": graph_of(backbone), "vocabulary": b"[PAD]\n[unused0]\n"}
    with web(lambda handler: reply(handler, body=files[handler.path[1:]])) as (address, ranges):
        arguments = ["fetch", "--sources", str(write_sources(tmp_path / "s.json", address, **files)), "--out", str(tmp_path / "out")]
        assert main(arguments) == 0
        folder = tmp_path / "out" / "bert-base-uncased"
        assert capsys.readouterr().out == f"{folder}\n"
        assert main(arguments) == 0 and len(ranges) == 2  # what is there is not fetched again
    manifest = json.loads((folder / MANIFEST).read_text())
    assert manifest["files"]["model"] == {
        "file": "model.onnx",
        "sha256": hashlib.sha256(files["model"]).hexdigest(),
        "bytes": len(files["model"]),
    }
    assert (folder / "vocab.txt").read_bytes() == files["vocabulary"] and {file.name for file in folder.iterdir()} == {
        "model.onnx",
        "vocab.txt",
        MANIFEST,
    }


def test_an_encoder_is_not_there_when_a_file_is_wrong(tmp_path, capsys):
    backbone = known()["bert-base-uncased"]
    files = {"model": graph_of(backbone), "vocabulary": b"[PAD]\n"}
    with web(lambda handler: reply(handler, body=files[handler.path[1:]] + (b"!" if handler.path == "/vocabulary" else b""))) as (
        address,
        _,
    ):
        assert main(["fetch", "--sources", str(write_sources(tmp_path / "s.json", address, **files)), "--out", str(tmp_path / "out")]) == 2
    assert "/vocabulary: its SHA-256 is" in capsys.readouterr().err
    assert not (tmp_path / "out" / "bert-base-uncased" / MANIFEST).exists()


@pytest.mark.parametrize(
    ("inputs", "outputs", "message"),
    [
        (None, [("logits", "float32", ["batch", 1000])], "has no output 'last_hidden_state'; it has logits"),
        (
            None,
            [("last_hidden_state", "float32", ["batch", 50, 768])],
            r"the output 'last_hidden_state' has the shape \['batch', 50, 768\] instead of",
        ),
        ([("pixel_values", "int64", ["batch", 3, 224, 224])], None, "the input 'pixel_values' is not float32"),
        (
            [("pixel_values", "float32", ["batch", 3, 224, 224]), ("mask", "float32", ["batch"])],
            None,
            "has the input 'mask', which vit-base-patch16-224 does not take",
        ),
    ],
    ids=["classifier", "patches", "type", "input"],
)
def test_another_export_is_refused_by_what_differs(tmp_path, inputs, outputs, message):
    backbone = known()["vit-base-patch16-224"]
    tensors = [given and [dict(zip(("name", "type", "shape"), tensor)) for tensor in given] for given in (inputs, outputs)]
    (tmp_path / "model.onnx").write_bytes(graph_of(backbone, *tensors))
    with pytest.raises(BackboneError, match=message):
        backbone.check(tmp_path / "model.onnx")


@pytest.mark.parametrize("name", ["vit-base-patch16-224", "wav2vec2-base", "bert-base-uncased"])
def test_an_export_with_open_dimensions_and_more_outputs_is_taken(tmp_path, name):
    backbone = known()[name]
    opened = [tensor | {"shape": [f"d{axis}" for axis in range(len(tensor["shape"]))]} for tensor in backbone.manifest["inputs"]]
    outputs = [*backbone.manifest["outputs"], {"name": "pooler_output", "type": "float32", "shape": ["batch", 768]}]
    (tmp_path / "model.onnx").write_bytes(graph_of(backbone, opened, outputs))
    backbone.check(tmp_path / "model.onnx")


def test_a_file_that_is_no_onnx_is_named(tmp_path):
    (tmp_path / "model.onnx").write_bytes(b"\x08")
    with pytest.raises(BackboneError, match="model.onnx: is not an ONNX file"):
        known()["wav2vec2-base"].check(tmp_path / "model.onnx")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is not a sources file"),
        ("{}", "names no encoder; known are bert-base-uncased, minilm-l6, vit-base-patch16-224, wav2vec2-base"),
        ('{"resnet": {}}', "'resnet' is not known"),
        ('{"bert-base-uncased": {"model": {}}}', "needs model, vocabulary, not model"),
        ('{"wav2vec2-base": {"model": {"url": "http://host/m"}}}', "wav2vec2-base.model must have url and sha256"),
        ('{"wav2vec2-base": {"model": {"url": "file:///m", "sha256": ""}}}', "the url 'file:///m' is neither http nor https"),
        ('{"wav2vec2-base": {"model": {"url": "http://host/m", "sha256": "abc"}}}', "the sha256 'abc' is not 64 hexadecimal digits"),
    ],
)
def test_a_sources_file_that_is_wrong_is_named(tmp_path, text, message):
    (tmp_path / "sources.json").write_text(text)
    with pytest.raises(BackboneError, match=f"sources.json: .*{message}"):
        sources_of(tmp_path / "sources.json")


def test_a_sources_file_that_is_missing_is_named(tmp_path, capsys):
    assert main(["fetch", "--sources", str(tmp_path / "none.json")]) == 2
    assert "none.json: the file does not exist" in capsys.readouterr().err
