"""Documents made for the tests: honest, locked, damaged, hostile."""

import io
import zipfile
from collections.abc import Callable

import docx
import pptx
import xlsxwriter

WORDS = "Le radier du bassin de Mornay"


def written(save: Callable[[io.BytesIO], object]) -> bytes:
    held = io.BytesIO()
    save(held)
    return held.getvalue()


def pdf(words: str = WORDS, *, box: str = "0 0 595 842", trailer: str = "") -> bytes:
    """A PDF of one page, written by hand."""
    shown = f"BT /F1 24 Tf 60 700 Td ({words}) Tj ET".encode("latin-1")
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    held, places = io.BytesIO(), []
    held.write(b"%PDF-1.4\n")
    for number, body in enumerate(bodies, 1):
        places.append(held.tell())
        held.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = held.tell()
    held.write(b"xref\n0 6\n0000000000 65535 f \n")
    held.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    held.write(f"trailer\n<< /Size 6 /Root 1 0 R {trailer} >>\nstartxref\n{start}\n".encode())
    held.write(b"%%EOF\n")
    return held.getvalue()


def locked_pdf() -> bytes:
    """A PDF that wants a password which is not the empty one."""
    secret = "<" + "41" * 32 + ">"
    return pdf(
        trailer=f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {secret} /U {secret} /P -4 >>"
        " /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
    )


def document(words: str = WORDS) -> bytes:
    """A DOCX: a paragraph and a table."""
    made = docx.Document()
    made.add_paragraph(words)
    made.add_table(1, 1).cell(0, 0).text = "Ferraillage"
    return written(made.save)


def slides(words: str = WORDS) -> bytes:
    """A PPTX: a title, and what its speaker noted."""
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text = words
    slide.notes_slide.notes_text_frame.text = "Ferraillage"
    return written(made.save)


def sheet(words: str = WORDS) -> bytes:
    """An XLSX: two cells."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    page = book.add_worksheet("Ferraillage")
    page.write(0, 0, words)
    page.write(1, 0, 2026)
    book.close()
    return held.getvalue()


def open_document(words: str = WORDS, manifest: str = "") -> bytes:
    """What an ODT holds that is read, with some more that must not be."""
    name = "urn:oasis:names:tc:opendocument:xmlns"
    content = f"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>
    <o:document-content xmlns:o="{name}:office:1.0" xmlns:t="{name}:text:1.0">
    <t:h>Ferraillage</t:h><t:p>{words} &e;</t:p></o:document-content>"""
    return zipped({"content.xml": content, "META-INF/manifest.xml": manifest})


def zipped(parts: dict[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return held.getvalue()


def bomb() -> bytes:
    """A DOCX of two megabytes whose text takes two gigabytes."""
    made = zipfile.ZipFile(io.BytesIO(document()))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as swollen:
        for name in made.namelist():
            if name != "word/document.xml":
                swollen.writestr(name, made.read(name))
        with swollen.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(2000):
                part.write(b" " * 1_000_000)
    return held.getvalue()
