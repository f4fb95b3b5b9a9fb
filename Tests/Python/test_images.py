"""An image reaches the network exactly as the file of it does, or is refused."""

import zlib

import cnnview
import numpy
import PIL.Image
import pytest


def network_input(image):
    return cnnview.activations(None, image)["input"]


def test_an_array_is_read_as_its_file_is(ship, pixels):
    expected = cnnview.activations(None, ship)
    assert numpy.array_equal(expected["input"], pixels.astype("float32") / numpy.float32(255))
    forms = [
        pixels,
        pixels / 255,
        (pixels / 255).astype("float32"),
        pixels.astype("float32") * numpy.float32(1 / 255),
        PIL.Image.fromarray(pixels),
        PIL.Image.open(ship),
        numpy.asfortranarray(pixels),
    ]
    for form in forms:
        found = cnnview.activations(None, form)
        assert found.keys() == expected.keys()
        for name in expected:
            assert numpy.array_equal(found[name], expected[name]), name


def test_sixteen_bits_are_kept():
    steps = numpy.arange(32 * 32 * 3).reshape(32, 32, 3) * 21 % 65536
    assert numpy.array_equal(network_input(steps / 65535), (steps / 65535).astype("float32"))


def test_grey_pictures_have_two_axes_or_one_channel(pixels):
    grey = pixels[:, :, 0]
    expected = network_input(grey)
    assert numpy.array_equal(expected, numpy.repeat(grey[:, :, None].astype("float32") / numpy.float32(255), 3, axis=2))
    assert numpy.array_equal(network_input(grey[:, :, None]), expected)
    assert numpy.array_equal(network_input(PIL.Image.fromarray(grey)), expected)


@pytest.mark.parametrize("mode", ["RGBA", "P", "LA", "1", "L", "I;16"])
def test_a_pillow_image_is_read_as_the_png_that_pillow_saves(mode, pixels, tmp_path):
    image = PIL.Image.fromarray(pixels)
    if mode == "I;16":
        image = PIL.Image.fromarray((pixels[:, :, 0].astype("uint16") * 201))
        assert image.mode == "I;16"
    elif mode == "P":
        image = image.quantize(8)
    else:
        image = image.convert(mode)
    if mode in ("RGBA", "LA"):
        image.putalpha(PIL.Image.fromarray(pixels[:, :, 1]))
    path = tmp_path / "image.png"
    image.save(path)
    assert numpy.array_equal(network_input(image), network_input(path))


@pytest.mark.parametrize(
    "make, words",
    [
        (lambda p: numpy.stack([p, p]), "a batch of the shape (2, 32, 32, 3); take one"),
        (lambda p: p[None], "a batch of the shape (1, 32, 32, 3)"),
        (lambda p: p.transpose(2, 0, 1), "has its channels first"),
        (lambda p: p[:, :, 0][None], "images[0]"),
        (lambda p: p[:3], "may have its channels first or last"),
        (lambda p: numpy.dstack([p, p[:, :, :1]]), "hand over image[..., :3]"),
        (lambda p: numpy.dstack([p, p]), "a picture has 1 or 3 channels"),
        (lambda p: p[0, 0], "an array of the shape (3)"),
        (lambda p: p[:0], "has no pixels"),
        (lambda p: p.astype("float32"), "hand over image.round().astype('uint8')"),
        (lambda p: p / 127.5 - 1, "with input_range='-1:1'"),
        (lambda p: p.astype("float32") - [103.9, 116.8, 123.7], "preprocess='caffe'"),
        (lambda p: p / 255 * numpy.nan, "not finite"),
        (lambda p: p / p.max() * 1.01, "hand over (image.clip(0, 1) * 255).round().astype('uint8')"),
        (lambda p: (p - p.min()) / 255.0 - 0.01, "hand over (image.clip(0, 1) * 255).round().astype('uint8')"),
        (lambda p: p / 255 * 0.9, "would be rounded"),
        (lambda p: (p / 255).astype("float16"), "would be rounded"),
        (lambda p: p.astype("int64"), "an array of int64"),
        (lambda p: p > 100, "hand over image.astype('uint8') * 255"),
        (lambda p: p.tolist(), "where an image is needed"),
        (lambda p: PIL.Image.fromarray(p).convert("CMYK"), "image.convert('RGB')"),
        (lambda p: None, "no image is given"),
        (lambda p: "", "the path of the image is empty"),
    ],
)
def test_what_can_be_read_otherwise_is_refused_with_the_remedy(make, words, pixels):
    with pytest.raises(cnnview.Error) as caught:
        cnnview.activations(None, make(pixels))
    assert words in str(caught.value)
    assert caught.value.status is None


def test_an_image_that_is_to_be_turned_is_refused(pixels, tmp_path):
    path = tmp_path / "turned.jpg"
    exif = PIL.Image.Exif()
    exif[0x0112] = 6
    PIL.Image.fromarray(pixels).save(path, exif=exif)
    with pytest.raises(cnnview.Error, match="exif_transpose"):
        cnnview.activations(None, PIL.Image.open(path))


def test_a_path_may_look_like_an_option_or_a_command(ship, pixels, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("-x.ppm", "summary", "-"):
        (tmp_path / name).write_bytes(open(ship, "rb").read())
        assert numpy.array_equal(network_input(name), network_input(ship))


def test_png_files_have_the_checks_of_their_chunks():
    from cnnview._files import png

    data = png((1, 2, 3), 8, bytes(range(6)))
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert data[8:16] == b"\0\0\0\rIHDR" and data[29:33] == zlib.crc32(data[12:29]).to_bytes(4, "big")


@pytest.mark.parametrize("span, lower, upper", [("0:255", 0, 255), ("-1:1", -1, 1), ("0:1", 0, 1)])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_floats_of_the_input_range_reach_the_network_as_they_are(span, lower, upper, dtype, pixels):
    floats = (pixels / 255 * (upper - lower) + lower).astype(dtype)
    found = cnnview.activations(None, floats, input_range=span)["input"]
    assert numpy.array_equal(found, cnnview.activations(None, pixels, input_range=span)["input"])
    assert numpy.allclose(found, floats, atol=1e-6 * max(1, upper))


def test_floats_between_the_steps_of_the_input_range_are_refused(pixels):
    with pytest.raises(cnnview.Error, match="would be rounded.*image.round.*from 0 to 255"):
        cnnview.activations(None, pixels * 0.9, input_range="0:255")
    with pytest.raises(cnnview.Error, match=r"\(image \* 255\).round.*, or \(\(image \+ 1\) \* 127.5\).round"):
        cnnview.activations(None, pixels / 300, input_range="-1:1")
    with pytest.raises(cnnview.Error, match="from 0 to 1 and from 0 to 255"):
        cnnview.activations(None, (pixels > 100).astype("float32"), input_range="0:255")
