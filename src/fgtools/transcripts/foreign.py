"""Files that are no text and no Office package, told by their first bytes."""

from __future__ import annotations

import re

from fgtools.errors import FgtoolsError

EXPORT = "Export the transcript from the meeting software as .vtt or .docx."
UNPACK = "Unpack it and give the transcript in it."
SAVE = "Save it as .docx, or copy the talk alone into a .txt file."
PICTURE = "This is a picture, not a transcript."
SOUND = "This is a recording (sound or video), not a transcript."
PACKED = "This is a packed file."
PROGRAM = "This is a program, not a transcript."
TABLE = "This is a database or data table of a format that is not read."

KNOWN: tuple[tuple[bytes, str, str], ...] = (
    (rb"[\s\xef\xbb\xbf]*%PDF-?", "This is a PDF, which does not keep who said what.",
     "Use the Word or VTT file it was made from, or save it as .docx and check the speakers."),
    (rb"\xd0\xcf\x11\xe0", "This Office file is encrypted or in the format of before 2007.",
     "Open it, take the password off, and save it as .docx or .xlsx."),
    (rb"[\s\xef\xbb\xbf]*\{\\rtf", "This is a rich text file.",
     "Open it in Word and save it as .docx."),
    (rb"%!PS", "This is a PostScript file.", SAVE),
    (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|RIFF....WEBP|\0\0\x01\0", PICTURE, EXPORT),
    (rb"....ftyp(?:heic|heix|mif1|avif)", PICTURE, EXPORT),
    (rb"....(?:ftyp|moov|mdat)|ID3[\x02-\x04]|\xff[\xe2\xe3\xf1-\xf3\xf9-\xfb]"
     rb"|RIFF....(?:WAVE|AVI )|OggS\0|fLaC\0|\x1aE\xdf\xa3|0&\xb2u|FORM....AIF|caff\0|#!AMR|MThd\0"
     rb"|FLV\x01|\0\0\x01[\xba\xb3]",
     SOUND, EXPORT),
    (rb"\x1f\x8b|7z\xbc\xaf|Rar!\x1a|BZh[1-9]1AY|\xfd7zXZ\0|\x28\xb5\x2f\xfd|\x04\"M\x18|MSCF\0",
     PACKED, UNPACK),
    (rb".{257}ustar[\0 ]", PACKED, UNPACK),
    (rb"MZ.{0,62}\0|\x7fELF|\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe|\xfe\xed\xfa|\0asm", PROGRAM, EXPORT),
    (rb"SQLite format 3\0|PAR1|ARROW1\0|\x89HDF|Obj\x01", TABLE,
     "Save the table of turns as .csv or .xlsx."),
    (rb"BOOKMOBI|ITSF|.{60}BOOKMOBI", "This is an electronic book.", SAVE),
    (rb"wOF[F2]|OTTO\0|\0\x01\0\0\0", "This is a font, not a transcript.", EXPORT),
    (rb"!BDN", "This is an Outlook data file.", SAVE),
)  # fmt: skip
"""What a file begins with, what it is, what to do; all are told before anything is decoded."""
SHAPES = tuple((re.compile(shape, re.DOTALL), what, hint) for shape, what, hint in KNOWN)


def refuse_foreign(data: bytes, name: str) -> None:
    """Raise FgtoolsError if a file is known to be of a kind that is never a transcript."""
    head = data[:1024]
    for shape, what, hint in SHAPES:
        if shape.match(head):
            raise FgtoolsError(what, name, hint)
