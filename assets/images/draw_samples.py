#!/usr/bin/env python3
"""Draw the sample pictures of cnnview: ten, one a class of CIFAR-10, and puzzles, in which something is out of place.

Usage:
    python draw_samples.py [--out FOLDER] [--only NAME …]

Each picture is drawn at 1024×1024 and shrunk by area averaging to FOLDER/large/<class>.ppm (256×256) and
FOLDER/<class>.ppm (32×32), a puzzle to FOLDER/puzzles/<name>.ppm (32×32), all binary PPM. Nothing is random.

Positions in the drawings are per cent of the side, from the left and from the top. Shapes are masks;
a mask is painted with one colour or with a gradient, which gives the shading.
"""

from __future__ import annotations

import argparse
import math
import platform
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import PIL
from PIL import Image, ImageChops, ImageDraw, ImageFilter

SIDE = 1024
SIZES, PUZZLE_SIZES = {"large": 256, ".": 32}, {"puzzles": 32}
Colour = tuple[int, int, int]
Point = tuple[float, float]
Mask = Image.Image

WHITE, BLACK = (250, 250, 248), (18, 18, 20)


# Masks


def scaled(points: Sequence[Point]) -> list[Point]:
    return [(x * SIDE / 100, y * SIDE / 100) for x, y in points]


def polygon(*points: Point) -> Mask:
    mask = Image.new("L", (SIDE, SIDE))
    ImageDraw.Draw(mask).polygon(scaled(points), fill=255)
    return mask


def box(left: float, top: float, right: float, bottom: float, radius: float = 0) -> Mask:
    mask = Image.new("L", (SIDE, SIDE))
    corners = scaled([(left, top), (right, bottom)])
    ImageDraw.Draw(mask).rounded_rectangle([*corners[0], *corners[1]], radius * SIDE / 100, fill=255)
    return mask


def spline(points: Sequence[Point], closed: bool) -> list[Point]:
    """A smooth curve through the points (Catmull and Rom)."""
    p = np.array(points, dtype=float)
    count = len(p)
    if closed:
        p = np.concatenate([p[-1:], p, p[:2]])
    else:
        p = np.concatenate([2 * p[:1] - p[1:2], p, 2 * p[-1:] - p[-2:-1]])
    t = np.linspace(0, 1, 16, endpoint=False)[:, None]
    curve = []
    for i in range(count if closed else count - 1):
        a, b, c, d = p[i : i + 4]
        curve.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    rows = np.concatenate(curve if closed else [*curve, p[-2:-1]])
    return [(float(x), float(y)) for x, y in rows]


def blob(*points: Point) -> Mask:
    return polygon(*spline(points, closed=True))


def ellipse(x: float, y: float, across: float, down: float, turn: float = 0) -> Mask:
    """Half axes `across` and `down`, turned clockwise by `turn` degrees."""
    angle = math.radians(turn)
    points = []
    for i in range(120):
        u, v = across * math.cos(i * math.pi / 60), down * math.sin(i * math.pi / 60)
        points.append((x + u * math.cos(angle) - v * math.sin(angle), y + u * math.sin(angle) + v * math.cos(angle)))
    return polygon(*points)


def stroke(points: Sequence[Point], start: float, end: float | None = None) -> Mask:
    """A smooth line whose width goes from `start` to `end`, with round ends."""
    end = start if end is None else end
    mask = Image.new("L", (SIDE, SIDE))
    draw = ImageDraw.Draw(mask)
    curve = np.array(scaled(spline(points, closed=False)))
    dense = np.concatenate([np.linspace(a, b, 12, endpoint=False) for a, b in zip(curve, curve[1:])])
    for (x, y), width in zip(dense, np.linspace(start, end, len(dense))):
        r = width * SIDE / 200
        draw.ellipse([x - r, y - r, x + r, y + r], fill=255)
    return mask


def union(*masks: Mask) -> Mask:
    result = masks[0]
    for mask in masks[1:]:
        result = ImageChops.lighter(result, mask)
    return result


def inside(mask: Mask, within: Mask) -> Mask:
    return ImageChops.multiply(mask, within)


def soft(mask: Mask, amount: float) -> Mask:
    return mask.filter(ImageFilter.GaussianBlur(amount * SIDE / 100))


def moved(mask: Mask, right: float, down: float) -> Mask:
    return mask.transform(mask.size, Image.Transform.AFFINE, (1, 0, -right * SIDE / 100, 0, 1, -down * SIDE / 100))


# Painting


def darker(colour: Colour, factor: float) -> Colour:
    return tuple(max(0, min(255, round(c * factor))) for c in colour)  # type: ignore[return-value]


def gradient(top: Colour, bottom: Colour, start: float, stop: float) -> Image.Image:
    rows = np.clip((np.arange(SIDE) * 100 / SIDE - start) / max(stop - start, 1e-6), 0, 1)[:, None]
    column = np.array(top) * (1 - rows) + np.array(bottom) * rows
    values = np.repeat(column[:, None, :], SIDE, axis=1)
    return Image.fromarray(np.rint(values).astype(np.uint8))


class Scene:
    def __init__(self, top: Colour, bottom: Colour) -> None:
        self.image = gradient(top, bottom, 0, 100)

    def paint(self, mask: Mask, colour: Colour, below: Colour | None = None, opacity: float = 1) -> None:
        """Paints with `colour`, or with a gradient from it to `below` over the height of the mask."""
        bounds = mask.getbbox()
        if bounds is None:
            return
        start, stop = bounds[1] * 100 / SIDE, bounds[3] * 100 / SIDE
        fill = gradient(colour, below or colour, start, stop)
        self.image.paste(fill, (0, 0), mask.point(lambda v: round(v * opacity)))

    def shade(self, shape: Mask, by: Mask, colour: Colour, opacity: float, softness: float = 4) -> None:
        """Light or shadow on a shape: a soft patch that ends at the shape's edge."""
        self.paint(inside(soft(by, softness), shape), colour, opacity=opacity)

    def round_off(self, shape: Mask, depth: float = 5, opacity: float = 0.45, colour: Colour = BLACK) -> None:
        """Darkens the lower right edge of a shape, as light from the upper left does."""
        lit = soft(moved(shape, -depth * 0.5, -depth), depth * 0.6)
        self.paint(inside(ImageChops.invert(lit), shape), colour, opacity=opacity)


class Smaller(Scene):
    """Paints into another scene what is drawn for a whole one: `share` of its size, its middle at (x, y)."""

    def __init__(self, scene: Scene, share: float, x: float, y: float) -> None:
        self.image = scene.image
        left, top = (x - 50 * share) * SIDE / 100, (y - 50 * share) * SIDE / 100
        self.place = (1 / share, 0, -left / share, 0, 1 / share, -top / share)

    def paint(self, mask: Mask, colour: Colour, below: Colour | None = None, opacity: float = 1) -> None:
        placed = mask.transform(mask.size, Image.Transform.AFFINE, self.place)
        super().paint(placed, colour, below, opacity)


# The pictures


def airplane() -> Scene:
    s = Scene((72, 128, 196), (188, 214, 236))
    for x, y, w, h in [(18, 84, 30, 6), (70, 90, 36, 6), (88, 16, 20, 4)]:
        s.paint(soft(ellipse(x, y, w, h), 3), WHITE, opacity=0.55)
    add_airplane(s)
    return s


def add_airplane(s: Scene) -> None:
    # far wing, then tail, body, near wing: what is nearer covers what is farther
    s.paint(polygon((46, 47), (60, 45), (80, 25), (74, 24)), (150, 158, 170))
    s.paint(polygon((11, 50), (22, 48), (12, 26), (4, 25)), (36, 66, 140), (24, 44, 104))
    body = blob((3, 51), (12, 46), (40, 44), (74, 45), (88, 48), (95, 53), (90, 58), (74, 61), (40, 61), (18, 57))
    s.paint(body, WHITE, (196, 202, 212))
    s.shade(body, box(0, 57, 100, 70), (96, 106, 124), 0.7, 2)
    s.paint(inside(box(0, 53.5, 100, 55.5), body), (36, 66, 140))
    s.paint(polygon((86, 47.6), (92, 50.5), (86.5, 51)), (30, 40, 60))
    for x in range(24, 82, 4):
        s.paint(box(x, 49.5, x + 1.8, 52, 0.6), (60, 76, 104))
    s.paint(polygon((8, 52), (20, 53), (6, 62), (0, 62)), (172, 178, 188))
    s.paint(polygon((42, 57), (60, 57), (36, 82), (24, 84)), (206, 211, 219), (140, 148, 162))
    engine = box(44, 64, 58, 70, 3)
    s.paint(engine, (222, 226, 232), (110, 118, 132))
    s.paint(ellipse(57, 67, 1.6, 3), (40, 44, 54))


def automobile() -> Scene:
    s = Scene((176, 200, 222), (206, 216, 224))
    s.paint(soft(box(-5, 40, 105, 54), 1), (96, 118, 84), (66, 90, 60))
    s.paint(box(0, 50, 100, 100), (122, 122, 126), (84, 84, 88))
    s.paint(soft(ellipse(50, 80, 48, 6), 2), BLACK, opacity=0.75)
    red, deep = (204, 30, 34), (120, 12, 18)
    cabin = blob((22, 48), (32, 30), (46, 25), (62, 26), (73, 34), (82, 49), (60, 54), (30, 54))
    s.paint(cabin, red, deep)
    body = blob(
        (3, 66), (5, 54), (20, 48), (50, 47), (80, 48),
        (95, 54), (98, 66), (95, 76), (60, 78), (20, 78), (5, 76),
    )
    s.paint(body, (222, 40, 42), deep)
    s.shade(body, box(0, 46, 100, 52), (255, 150, 140), 0.6, 1.5)
    s.shade(body, box(0, 70, 100, 80), (40, 4, 8), 0.6, 2)
    glass = (38, 48, 60), (92, 108, 122)
    s.paint(polygon((28, 47), (35, 33), (46, 29.5), (50, 29.5), (50, 47.5)), *glass)
    s.paint(polygon((53, 29.5), (61, 30.5), (69, 36), (76, 47.5), (53, 47.5)), *glass)
    s.paint(polygon((31, 47), (38, 32), (42, 31), (36, 47)), WHITE, opacity=0.35)
    s.paint(box(51, 48, 51.6, 72), deep)
    s.paint(box(54, 54, 60, 55.4, 0.5), (240, 190, 186))
    s.paint(ellipse(95, 58, 2.6, 3), (255, 240, 190))
    s.paint(ellipse(5.5, 58, 2, 3), (255, 120, 60))
    for x in (24, 77):
        s.paint(ellipse(x, 75, 12, 12), (60, 6, 10))
        s.paint(ellipse(x, 76, 10.5, 10.5), (24, 24, 26))
        s.paint(ellipse(x, 76, 6, 6), (206, 208, 212), (120, 124, 130))
        s.paint(ellipse(x, 76, 1.6, 1.6), (50, 50, 54))
    return s


def bird() -> Scene:
    s = Scene((150, 176, 120), (98, 134, 84))
    for x, y, r in [(12, 20, 16), (86, 30, 22), (30, 84, 24), (78, 86, 18)]:
        s.paint(soft(ellipse(x, y, r, r), 6), (176, 196, 140), opacity=0.5)
    s.paint(stroke([(-4, 84), (40, 80), (70, 82), (104, 74)], 7, 5), (112, 84, 58), (66, 46, 32))
    for x in (47, 57):
        s.paint(stroke([(x, 68), (x + 1, 79)], 1.8), (70, 50, 36))
        s.paint(stroke([(x - 2, 80), (x + 5, 79.5)], 1.8), (70, 50, 36))
    s.paint(polygon((26, 58), (36, 66), (8, 88), (2, 82)), (74, 58, 46), (48, 38, 32))
    body = blob(
        (22, 60), (34, 46), (50, 36), (60, 22), (72, 16),
        (84, 20), (87, 32), (82, 46), (74, 60), (60, 71), (40, 70),
    )
    s.paint(body, (132, 100, 70), (150, 118, 88))
    s.shade(body, ellipse(76, 52, 13, 20, 25), (214, 106, 44), 1, 3)
    s.shade(body, ellipse(56, 70, 20, 7), (232, 222, 204), 0.9, 3)
    wing = blob((22, 64), (30, 50), (46, 40), (60, 42), (62, 52), (50, 62), (34, 67))
    s.paint(wing, (104, 78, 56), (70, 52, 40))
    for d in (0, 5, 10):
        s.paint(inside(stroke([(60 - d, 50 + d), (44 - d * 0.6, 58 + d * 0.5), (24, 64)], 1), wing), (176, 148, 116))
    s.paint(polygon((85, 25), (97, 30), (86, 32)), (70, 60, 48))
    s.paint(ellipse(77, 25, 2.8, 2.8), BLACK)
    s.paint(ellipse(78, 24, 0.9, 0.9), WHITE)
    return s


FUR, STRIPES = (150, 138, 126), (84, 74, 66)


def cat_without_head() -> Scene:
    s = Scene((150, 78, 64), (116, 56, 48))
    s.paint(soft(box(-5, 74, 105, 110), 2), (92, 42, 38), (66, 30, 28))
    body = blob((20, 104), (22, 78), (34, 62), (50, 58), (66, 62), (78, 78), (80, 104))
    s.paint(body, FUR, darker(FUR, 0.7))
    s.shade(body, ellipse(50, 88, 13, 20), (226, 218, 206), 0.9, 4)
    return s


def cat() -> Scene:
    s = cat_without_head()
    for ear in [polygon((20, 36), (19, 4), (44, 18)), polygon((80, 36), (81, 4), (56, 18))]:
        s.paint(ear, FUR, darker(FUR, 0.85))
    s.paint(union(polygon((24, 28), (23, 12), (35, 19)), polygon((76, 28), (77, 12), (65, 19))), (206, 150, 142))
    add_cat_face(s)
    return s


def add_cat_face(s: Scene) -> None:
    head = blob((50, 13), (70, 18), (83, 36), (82, 54), (68, 68), (50, 72), (32, 68), (18, 54), (17, 36), (30, 18))
    s.paint(head, darker(FUR, 1.08), darker(FUR, 0.86))
    for x, w in [(40, 2.4), (50, 3), (60, 2.4)]:
        s.paint(stroke([(x, 15), (50 + (x - 50) * 0.7, 31)], w, 1), STRIPES)
    for side in (-1, 1):
        for y in (44, 51, 58):
            s.paint(inside(stroke([(50 + side * 34, y - 3), (50 + side * 22, y)], 2.2, 0.8), head), STRIPES)
    muzzle = union(ellipse(43, 58, 9.5, 8), ellipse(57, 58, 9.5, 8), ellipse(50, 64, 7, 5))
    s.shade(head, muzzle, (238, 230, 220), 1, 1.2)
    for x in (35, 65):
        s.paint(ellipse(x, 42, 8, 6.6), (60, 50, 44))
        s.paint(ellipse(x, 42, 7, 5.8), (206, 166, 66), (152, 112, 36))
        s.paint(ellipse(x, 42, 2.4, 5.4), BLACK)
        s.paint(ellipse(x - 2, 40, 1.2, 1.2), WHITE)
    s.paint(polygon((45.5, 51), (54.5, 51), (50, 56)), (196, 110, 108))
    s.paint(union(stroke([(50, 56), (50, 60), (44, 63)], 1), stroke([(50, 60), (56, 63)], 1)), STRIPES)
    for side in (-1, 1):
        for y in (-3, 1, 5):
            s.paint(stroke([(50 + side * 12, 59 + y * 0.5), (50 + side * 40, 58 + y * 1.6)], 0.6, 0.3), WHITE)


def deer() -> Scene:
    s = Scene((104, 146, 76), (80, 124, 56))
    for x, w in [(8, 5), (30, 4), (90, 6)]:
        s.paint(soft(box(x - w / 2, -5, x + w / 2, 62), 1.2), (74, 66, 50))
    s.paint(soft(box(-5, 60, 105, 110), 2), (140, 160, 84), (112, 136, 60))
    s.paint(soft(ellipse(46, 94, 40, 4), 2), (56, 72, 34), opacity=0.8)
    coat, deep = (154, 123, 94), (107, 83, 61)
    for points in [[(28, 66), (32, 80), (30, 95)], [(58, 66), (60, 80), (59, 95)]]:
        s.paint(stroke(points, 6, 2.6), darker(deep, 0.8))
    body = blob((14, 52), (20, 43), (40, 43), (58, 42), (68, 36), (75, 44), (70, 62), (58, 70), (36, 68), (20, 68))
    neck = blob((58, 50), (64, 34), (70, 20), (78, 20), (80, 32), (74, 52), (66, 62))
    s.paint(union(body, neck), coat, deep)
    s.shade(body, ellipse(42, 70, 26, 5), (220, 196, 160), 0.4, 2)
    s.paint(ellipse(14, 54, 3, 5), WHITE)
    for points in [[(20, 62), (18, 76), (21, 95)], [(66, 62), (68, 78), (67, 95)]]:
        s.paint(stroke(points, 8, 2.8), coat, deep)
    antlers = [[(71, 17), (62, 8), (60, 1)], [(66, 12), (56, 9)], [(78, 16), (84, 7), (83, 0)], [(82, 10), (91, 6)]]
    for points in antlers:
        s.paint(stroke(points, 3.4, 2.2), (88, 64, 42))
    head = blob((68, 16), (76, 13), (84, 18), (93, 26), (93, 30), (87, 32), (78, 31), (71, 27))
    s.paint(head, darker(coat, 1.06), deep)
    s.paint(union(ellipse(64, 18, 6, 2.6, 15), ellipse(80, 12, 2.4, 4.6, 30)), darker(coat, 0.85))
    s.paint(ellipse(79, 20.5, 1.5, 1.5), BLACK)
    s.paint(ellipse(92.5, 27, 1.6, 1.8), BLACK)
    s.shade(neck, ellipse(74, 36, 4, 8, 10), (216, 190, 152), 0.8, 2)
    return s


def dog() -> Scene:
    s = Scene((122, 150, 96), (92, 128, 66))
    for x, y, r in [(12, 20, 18), (88, 14, 20)]:
        s.paint(soft(ellipse(x, y, r, r), 6), (160, 182, 124), opacity=0.5)
    coat, deep = (206, 164, 108), (150, 106, 60)
    body = blob((22, 104), (26, 78), (38, 64), (50, 60), (62, 64), (74, 78), (78, 104))
    s.paint(body, coat, deep)
    s.shade(body, ellipse(50, 86, 12, 20), (244, 234, 214), 0.9, 4)
    head = blob((50, 8), (66, 12), (76, 26), (75, 44), (66, 62), (50, 70), (34, 62), (25, 44), (24, 26), (34, 12))
    s.paint(head, darker(coat, 1.08), coat)
    for side in (-1, 1):
        outline = [(18, 13), (28, 14), (36, 30), (36, 50), (29, 56), (24, 44), (22, 28)]
        ear = blob(*[(50 + side * x, y) for x, y in outline])
        s.paint(ear, darker(deep, 0.9), darker(deep, 0.62))
    s.shade(head, ellipse(50, 24, 5, 18), (248, 240, 226), 0.85, 2)
    muzzle = blob((50, 38), (60, 43), (66, 54), (61, 66), (50, 70), (39, 66), (34, 54), (40, 43))
    s.paint(muzzle, (248, 240, 226), (222, 204, 176))
    for x in (38, 62):
        s.paint(ellipse(x, 33, 4.2, 4.4), (44, 28, 18))
        s.paint(ellipse(x - 1.2, 31.6, 1.2, 1.2), WHITE)
    s.paint(blob((42, 44), (50, 42), (58, 44), (56, 50), (50, 54), (44, 50)), BLACK)
    s.paint(ellipse(47.5, 45, 2, 1), (110, 110, 116))
    s.paint(stroke([(50, 53), (50, 59)], 1.2), BLACK)
    s.paint(stroke([(40, 59), (45, 62), (50, 59), (55, 62), (60, 59)], 1.3), (60, 40, 30))
    s.paint(blob((45.5, 62), (54.5, 62), (54, 72), (50, 75), (46, 72)), (226, 110, 116), (190, 76, 88))
    return s


def frog() -> Scene:
    s = Scene((188, 166, 124), (206, 186, 146))
    for x, y, w, h, t in [(14, 22, 24, 8, 20), (84, 16, 24, 9, -25), (12, 84, 22, 8, -15), (88, 82, 24, 9, 20)]:
        s.paint(soft(ellipse(x, y, w, h, t), 1.5), (222, 204, 168), opacity=0.8)
    s.paint(soft(ellipse(50, 84, 46, 8), 3), (84, 64, 36), opacity=0.85)
    green, deep = (110, 156, 52), (54, 92, 28)
    for side in (-1, 1):
        thigh = blob(*[(50 + side * x, y) for x, y in [(18, 56), (34, 50), (44, 62), (42, 78), (30, 84), (18, 76)]])
        s.paint(thigh, darker(green, 0.92), deep)
        s.paint(stroke([(50 + side * 30, 82), (50 + side * 44, 86)], 6, 3), deep)
    body = blob((50, 36), (72, 44), (80, 60), (72, 78), (50, 84), (28, 78), (20, 60), (28, 44))
    s.paint(body, green, deep)
    s.shade(body, ellipse(50, 76, 20, 10), (214, 214, 140), 0.5, 3)
    head = blob((50, 28), (68, 30), (80, 44), (76, 58), (62, 64), (50, 65), (38, 64), (24, 58), (20, 44), (32, 30))
    s.paint(head, darker(green, 1.15), darker(green, 0.85))
    s.shade(head, ellipse(50, 62, 22, 5), (206, 212, 130), 0.9, 2)
    for x, y, r in [(40, 38, 4), (58, 36, 5), (50, 48, 3), (68, 46, 4), (32, 46, 4), (24, 66, 5), (78, 66, 5)]:
        s.paint(ellipse(x, y, r, r * 0.7), deep)
    s.paint(stroke([(24, 52), (36, 58), (50, 60), (64, 58), (76, 52)], 1.5), (44, 66, 22))
    for x in (31, 69):
        s.paint(ellipse(x, 29, 11, 11), darker(green, 1.1), darker(green, 0.8))
        s.paint(ellipse(x, 28, 7.6, 7.6), (216, 176, 60), (176, 120, 30))
        s.paint(ellipse(x, 28, 5.4, 3.4), BLACK)
        s.paint(ellipse(x - 2.4, 25, 1.5, 1.5), WHITE)
    for side in (-1, 1):
        s.paint(stroke([(50 + side * 16, 68), (50 + side * 22, 82), (50 + side * 20, 88)], 8, 5), green, deep)
        for d in (-6, 0, 6):
            s.paint(stroke([(50 + side * 20, 87), (50 + side * 20 + d, 93)], 3, 2.4), deep)
    return s


def meadow() -> Scene:
    s = Scene((150, 190, 226), (206, 222, 232))
    s.paint(soft(blob((-10, 42), (15, 34), (40, 40), (70, 33), (110, 40), (110, 70), (-10, 70)), 1), (62, 92, 56))
    s.paint(soft(box(-5, 56, 105, 110), 1), (124, 160, 74), (92, 130, 52))
    return s


def horse() -> Scene:
    s = meadow()
    s.paint(soft(ellipse(48, 94, 42, 4), 2), (40, 60, 24), opacity=0.85)
    coat, deep, mane = (142, 78, 40), (84, 42, 22), (40, 26, 20)
    for points in [[(30, 62), (34, 76), (31, 94)], [(60, 62), (63, 78), (61, 94)]]:
        s.paint(stroke(points, 8, 3.4), darker(deep, 0.85))
    s.paint(stroke([(14, 44), (6, 54), (7, 76)], 5, 7), mane)
    body = blob(
        (12, 48), (18, 40), (32, 37), (50, 40), (64, 36),
        (74, 44), (72, 60), (62, 68), (42, 68), (24, 68), (14, 60),
    )
    neck = blob((56, 46), (64, 30), (72, 16), (80, 14), (84, 24), (78, 42), (73, 58), (64, 62))
    s.paint(union(body, neck), coat, deep)
    s.shade(body, ellipse(38, 44, 24, 4), (206, 140, 92), 0.7, 3)
    s.shade(neck, ellipse(76, 34, 3, 12, 15), (196, 128, 82), 0.6, 2)
    for points in [[(20, 60), (16, 76), (19, 94)], [(68, 60), (70, 78), (69, 94)]]:
        s.paint(stroke(points, 12, 4), coat, deep)
    for x in (19, 31, 61, 69):
        s.paint(polygon((x - 3, 96), (x - 2, 91), (x + 2, 91), (x + 3.5, 96)), (34, 26, 22))
    head = blob((71, 12), (78, 9), (85, 15), (93, 30), (96, 37), (93, 42), (87, 41), (80, 32), (74, 25))
    s.paint(head, darker(coat, 1.08), deep)
    s.paint(polygon((74, 13), (75, 4), (80, 11)), coat)
    s.paint(blob((76, 8), (70, 12), (62, 26), (54, 40), (57, 45), (63, 38), (70, 24), (76, 16)), mane)
    s.paint(stroke([(84, 16), (93, 34)], 2, 1.6), (236, 226, 214))
    s.paint(ellipse(82, 19, 1.3, 1.3), BLACK)
    s.paint(ellipse(93, 38, 1, 1.2), BLACK)
    return s


def sea() -> Scene:
    s = Scene((110, 164, 214), (206, 224, 236))
    for x, y, w, h in [(20, 14, 24, 4), (78, 24, 26, 4)]:
        s.paint(soft(ellipse(x, y, w, h), 2.5), WHITE, opacity=0.6)
    s.paint(box(0, 62, 100, 100), (54, 104, 146), (22, 58, 98))
    for y in range(66, 100, 5):
        s.paint(stroke([(0, y), (25, y + 1), (50, y - 0.6), (75, y + 1), (100, y)], 0.7), (110, 154, 188), opacity=0.6)
    return s


def ship() -> Scene:
    s = sea()
    s.paint(soft(polygon((8, 76), (92, 76), (84, 92), (18, 92)), 2), (14, 30, 52), opacity=0.6)
    add_ship(s)
    s.paint(soft(blob((80, 79), (90, 75), (96, 79), (88, 81)), 0.7), WHITE)
    s.paint(soft(box(8, 77.5, 88, 79.5, 1), 0.5), WHITE, opacity=0.8)
    return s


def add_ship(s: Scene) -> None:
    # white decks, from the lowest up
    s.paint(box(18, 44, 78, 56), WHITE, (214, 220, 228))
    s.paint(box(22, 35, 68, 45), WHITE, (218, 224, 230))
    s.paint(box(26, 27, 56, 36), WHITE, (222, 228, 232))
    for left, right, y in [(20, 76, 48.5), (24, 66, 39), (28, 54, 31)]:
        for x in range(left, right, 4):
            s.paint(box(x, y, x + 2.2, y + 2.6), (54, 72, 98))
    for x in (32, 44):
        s.paint(polygon((x, 28), (x + 1, 12), (x + 8, 12), (x + 8, 28)), (206, 52, 40), (160, 32, 28))
        s.paint(polygon((x + 0.7, 16), (x + 1, 12), (x + 8, 12), (x + 8, 16)), (30, 30, 34))
    s.paint(stroke([(72, 45), (72, 22)], 1), (90, 96, 106))
    hull = polygon((4, 55), (97, 50), (86, 78), (12, 78))
    s.paint(hull, (36, 48, 74), (18, 24, 40))
    s.paint(inside(box(0, 72.5, 100, 78), hull), (168, 38, 34))
    s.paint(inside(polygon((4, 55), (97, 50), (96, 53), (4, 58)), hull), WHITE)


def road() -> Scene:
    s = Scene((150, 188, 222), (214, 224, 230))
    s.paint(soft(box(-5, 46, 105, 66), 1.5), (104, 120, 84), (84, 100, 66))
    s.paint(box(0, 64, 100, 100), (128, 128, 130), (94, 94, 98))
    return s


def truck() -> Scene:
    s = road()
    s.paint(soft(ellipse(50, 86, 50, 5), 2), BLACK, opacity=0.8)
    add_truck(s)
    return s


def add_truck(s: Scene) -> None:
    cargo = box(3, 14, 64, 70)
    s.paint(cargo, (246, 246, 244), (206, 210, 214))
    for x in range(9, 64, 8):
        s.paint(box(x, 15, x + 0.7, 70), (186, 190, 196))
    s.paint(box(3, 13, 64, 16), (170, 174, 180))
    s.paint(box(3, 69, 92, 76), (40, 42, 48))
    red, deep = (204, 44, 36), (130, 20, 20)
    cab = blob(
        (66, 70), (66, 50), (67, 30), (72, 25), (84, 26),
        (90, 34), (94, 48), (97, 54), (97, 74), (82, 76), (68, 76),
    )
    s.paint(cab, red, deep)
    s.paint(polygon((73, 32), (83, 32), (88, 48), (73, 48)), (36, 46, 60), (110, 128, 144))
    s.paint(polygon((86, 33), (89, 36), (93, 48), (90.5, 48)), (60, 74, 90))
    s.paint(box(72, 54, 77, 55.4), (240, 200, 190))
    s.paint(box(93, 58, 98, 63, 1), (255, 244, 200))
    s.paint(box(90, 71, 99, 76, 1), (180, 184, 190))
    for x in (16, 34, 82):
        s.paint(ellipse(x, 78, 9.5, 9.5), (22, 22, 24))
        s.paint(ellipse(x, 78, 4.8, 4.8), (190, 194, 200), (110, 114, 120))
        s.paint(ellipse(x, 78, 1.4, 1.4), (50, 50, 54))


# The puzzles: the same subjects where they don't belong, or not all of one


def truck_far_away() -> Scene:
    return with_small_truck(road(), BLACK)


def truck_on_water() -> Scene:
    return with_small_truck(sea(), (14, 30, 52))


def with_small_truck(s: Scene, shadow: Colour) -> Scene:
    s.paint(soft(ellipse(46, 86, 24, 3), 1.5), shadow, opacity=0.7)
    add_truck(Smaller(s, 0.5, 46, 68))
    return s


def ship_on_grass() -> Scene:
    s = meadow()
    s.paint(soft(ellipse(50, 74.5, 21, 2), 1), (40, 60, 24), opacity=0.85)
    add_ship(Smaller(s, 0.5, 50, 60))
    return s


def airplane_without_sky() -> Scene:
    s = Scene((124, 160, 74), (92, 130, 52))
    add_airplane(Smaller(s, 0.5, 50, 50))
    return s


def cat_with_dog_ears() -> Scene:
    s = cat_without_head()
    add_cat_face(s)
    for side in (-1, 1):
        outline = [(18, 13), (30, 12), (42, 28), (44, 54), (36, 64), (28, 50), (26, 28)]
        s.paint(blob(*[(50 + side * x, y) for x, y in outline]), (64, 54, 48), (44, 36, 32))
    return s


def open_sea() -> Scene:
    return sea()


PICTURES: dict[str, Callable[[], Scene]] = {
    draw.__name__: draw for draw in (airplane, automobile, bird, cat, deer, dog, frog, horse, ship, truck)
}
PUZZLES: dict[str, Callable[[], Scene]] = {
    draw.__name__.replace("_", "-"): draw
    for draw in (airplane_without_sky, cat_with_dog_ears, open_sea, ship_on_grass, truck_far_away, truck_on_water)
}


def write(image: Image.Image, name: str, folder: Path, sizes: dict[str, int]) -> None:
    for sub, side in sizes.items():
        (folder / sub).mkdir(parents=True, exist_ok=True)
        image.resize((side, side), Image.Resampling.BOX).save(folder / sub / f"{name}.ppm")


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent, help="folder to write into")
    parser.add_argument("--only", nargs="+", choices=[*PICTURES, *PUZZLES], help="draw only these")
    return parser.parse_args()


def main() -> None:
    options = parse_arguments()
    print(f"Python {platform.python_version()}, Pillow {PIL.__version__}, NumPy {np.__version__}")
    for drawings, sizes in [(PICTURES, SIZES), (PUZZLES, PUZZLE_SIZES)]:
        for name, draw in drawings.items():
            if options.only is None or name in options.only:
                write(draw().image, name, options.out, sizes)
                print(name)


if __name__ == "__main__":
    main()
