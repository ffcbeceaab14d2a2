"""Takes photographs with libvips, as telephones write them: on their side, with the place they were taken at."""

import struct
import subprocess

PLACE = "35.5394N-134.2333E"


def take(path, width=1600, height=1200, ending=None):
    """A photograph of grain on a slope, different for each size; its ending says its format."""
    folder = path.parent
    for step in [
        ["grey", "slope.v", width, height, "--uchar"], ["gaussnoise", "noise.v", width, height, "--sigma", "12"],
        ["gaussblur", "noise.v", "grain.v", "2"], ["add", "slope.v", "grain.v", "sum.v"],
        ["cast", "sum.v", "eight.v", "uchar"], ["invert", "eight.v", "other.v"],
        ["bandjoin", "eight.v slope.v other.v", "colour.v"],
        ["copy", "colour.v", path.name, "--interpretation", "srgb"],
    ]:
        vips(folder, *step)
    for file in folder.glob("*.v"):
        file.unlink()
    return path


def vips(folder, *words):
    subprocess.run(["vips", *map(str, words)], cwd=folder, check=True, capture_output=True)


def hold_upright(path):
    """Writes the EXIF of a telephone held upright into a JPEG: orientation 6, and a place."""
    text = PLACE.encode() + b"\0"
    entries = [struct.pack("<HHIHH", 0x0112, 3, 1, 6, 0), struct.pack("<HHII", 0x010E, 2, len(text), 38)]
    exif = b"Exif\0\0II*\0" + struct.pack("<IH", 8, len(entries)) + b"".join(entries) + bytes(4) + text
    jpeg = path.read_bytes()
    path.write_bytes(jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:])
    return path
