"""Documents of Word, made part by part."""

import io
import zipfile

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

NAMES = nsdecls("w", "m", "r") + (
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def make_docx(*blocks: str, **parts: str) -> bytes:
    """A document of python-docx with the blocks' XML as its body; ``parts`` are further files of its folder."""
    document, made, packed = docx.Document(), io.BytesIO(), io.BytesIO()
    for block in blocks:
        name, _space, rest = block.removeprefix("<").partition(">")
        element = parse_xml(f"<{name} {NAMES}>{rest}")
        document.element.body.insert_element_before(element, "w:sectPr")
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name.removeprefix("word/").removesuffix(".xml") not in parts:
                target.writestr(name, source.read(name))
        for name, xml in parts.items():
            target.writestr(f"word/{name}.xml", xml)
    return packed.getvalue()


def r(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def p(*inside: str, marks: str = "") -> str:
    properties = f"<w:pPr><w:rPr>{marks}</w:rPr></w:pPr>" if marks else ""
    return f"<w:p>{properties}{''.join(inside)}</w:p>"


def inserted(words: str) -> str:
    return f"<w:ins w:id='1' w:author='a'>{r(words)}</w:ins>"
