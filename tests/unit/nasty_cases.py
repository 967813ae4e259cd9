"""What the own cases of ../shared/nasty must come to: a judge for each, as far as reading can judge it."""

from __future__ import annotations

from collections.abc import Callable

from geodata.reading.imports.table import Imported

ELSEWHERE = {
    "geojson/xss_every_property.geojson": "tests/e2e/test_hostile_text.py, in a browser; here: read as text",
    "csv/formula_payloads.json": "tests of the export; here: imported and kept as they are",
    "unicode/own_strings.json": "tests/property/test_hostile.py; here: imported and kept",
    "ssti/payloads.json": "tests/e2e, through ../shared only; nothing here makes templates",
    "ssrf/urls.json": "tests of geodata.reading.fetch",
    "redirect/own.json": "tests/property/test_text_and_bytes.py and tests/e2e/test_links.py",
    "redos/cases.json": "tests of the extraction; here: read as a report in time",
    "xml/svg_script.svg": "tests of the routes: no picture is served; here: refused",
}
"""Cases that this file cannot judge wholly, and who does."""


def refused(word: str) -> Callable[[Imported | str], None]:
    """The whole file is refused, and the sentence says why."""

    def judge(found: Imported | str) -> None:
        assert isinstance(found, str), found
        assert word in found

    return judge


def read(
    rows: int, *, faults: tuple[str, ...] = (), notes: tuple[str, ...] = (), **kept: str
) -> Callable[[Imported | str], None]:
    """So many rows are read, the others refused for these reasons, and these remarks made."""

    def judge(found: Imported | str) -> None:
        assert isinstance(found, Imported), found
        assert len(found.drafts) == rows
        assert found.refused == len(faults)
        for word, fault in zip(faults, (f for f in found.faults if f.refused), strict=True):
            assert word in str(fault)
        for word in notes:
            assert any(word in note for note in (*found.notes, *found.to_confirm)), found.notes
        for word in kept.values():
            assert any(word in repr(draft) for draft in found.drafts)

    return judge


MENDED = "it was mended"
COVERED = "radius that covers it"
DTD = "document type"
KIND = "is of a kind that is not read"
ZIP = "is a ZIP archive"

TABLES: dict[str, Callable[[Imported | str], None]] = {
    "geojson/ok_point.geojson": read(1, kept="ok"),
    "geojson/point_nan.geojson": refused("NaN, which is not JSON"),
    "geojson/point_infinity.geojson": refused("Infinity, which is not JSON"),
    "geojson/point_overflow_1e400.geojson": read(0, faults=("1e400",)),
    "geojson/point_huge_1e300.geojson": read(0, faults=("metres",)),
    "geojson/point_swapped_lat_lon.geojson": read(0, faults=("are they swapped? As 176.9, 43.2",)),
    "geojson/point_lon_540.geojson": read(0, faults=("-180..180",)),
    "geojson/point_strings.geojson": read(0, faults=("as numbers, not as text",)),
    "geojson/point_one_number.geojson": read(0, faults=("two numbers",)),
    "geojson/point_empty.geojson": read(0, faults=("two numbers",)),
    "geojson/point_four_numbers.geojson": read(1, notes=("dropped",)),
    "geojson/point_null_island.geojson": read(1, notes=("null island",), doubt="place_unsure"),
    "geojson/point_seventeen_digits.geojson": read(1, notes=("more than 7 decimals",), lon="76.9,"),
    "geojson/point_bool.geojson": read(0, faults=("as numbers",)),
    "geojson/point_nested.geojson": read(0, faults=("two numbers",)),
    "geojson/geom_null_geometry.geojson": read(1, doubt="no_place"),
    "geojson/geom_unknown_type.geojson": read(0, faults=("a geometry, one of",)),
    "geojson/geom_bowtie.geojson": read(1, notes=(MENDED,)),
    "geojson/geom_open_ring.geojson": read(1, notes=("it was closed",)),
    "geojson/geom_two_point_ring.geojson": read(0, faults=("three different points",)),
    "geojson/geom_hole_outside.geojson": read(1, notes=(MENDED,)),
    "geojson/geom_clockwise.geojson": read(1, notes=(COVERED,)),
    "geojson/geom_antimeridian.geojson": read(1, notes=("180th meridian",)),
    "geojson/geom_antimeridian_line.geojson": read(1, notes=("180th meridian",)),
    "geojson/geom_pole.geojson": read(1, notes=(COVERED,)),
    "geojson/geom_zero_area.geojson": read(0, faults=("three different points",)),
    "geojson/geom_duplicate_vertices.geojson": read(0, faults=("two different points",)),
    "geojson/geom_mixed_dims.geojson": read(1, notes=("dropped",)),
    "geojson/geom_gc_nested_25.geojson": read(0, faults=("nested",)),
    "geojson/geom_empty_gc.geojson": read(0, faults=("not empty",)),
    "geojson/geom_multi_empty.geojson": read(0, faults=("not empty",)),
    "geojson/crs_link_ssrf.geojson": refused("by 'link', which is not followed"),
    "geojson/crs_epsg_999999.geojson": refused("'EPSG:999999', which is not read"),
    "geojson/crs_3857_metres.geojson": read(1, lon="76.895", lat="43.183"),
    "geojson/metres_no_crs.geojson": read(0, faults=("metres",)),
    "geojson/ogcapi_links_next_ssrf.geojson": read(0, notes=("not followed",)),
    "geojson/duplicate_keys.geojson": refused("twice in one object"),
    "geojson/proto_keys.geojson": read(1, notes=("'__proto__' has a reserved name",)),
    "geojson/bom.geojson": read(1),
    "geojson/utf16.geojson": refused("not UTF-8"),
    "geojson/cp1251.geojson": refused("not UTF-8"),
    "geojson/bad_utf8.geojson": refused("not UTF-8"),
    "geojson/nul_in_string.geojson": read(
        1, notes=("NUL replaced",), text="\ufffdSECRET-AFTER-NUL"
    ),
    "geojson/lone_surrogate.geojson": read(1, notes=("surrogate",), text="n: \ufffd"),
    "geojson/truncated.geojson": refused("is not JSON"),
    "geojson/trailing_script.geojson": refused("is not JSON"),
    "geojson/empty_file.geojson": refused("is empty"),
    "geojson/html_named_geojson.geojson": refused("is not JSON"),
    "geojson/empty_collection.geojson": read(0),
    "geojson/mixed_types_column.geojson": read(
        10, n="99999999999999999999", tiny="1e-400", zero="-0.0"
    ),
    "geojson/dates.geojson": read(19),
    "geojson/xss_every_property.geojson": read(18),
    "geojson/wkb_nested_gc_20000.hex": refused(KIND),
    "ogr/vrt_reads_passwd.geojson": refused("is not JSON"),
    "ogr/vrt_vsicurl_ssrf.geojson": refused("is not JSON"),
    "ogr/vrt_sql.gpkg": refused(KIND),
    "ogr/gdal_pipeline.json": refused("no GeoJSON"),
    "ogr/paths.txt": refused(KIND),
    "xml/kml_ok.kml": read(1, kept="ok"),
    "xml/kml_xxe.kml": refused(DTD),
    "xml/kml_xxe_http.kml": refused(DTD),
    "xml/kml_param_entity.kml": refused(DTD),
    "xml/kml_billion_laughs.kml": refused(DTD),
    "xml/kml_quadratic.kml": refused(DTD),
    "xml/kml_networklink_ssrf.kml": read(1, notes=("not followed",)),
    "xml/kml_groundoverlay_icon.kml": read(1, notes=("left out",)),
    "xml/kml_cdata_html.kml": read(
        1, notes=("words were kept",), name="<img src=x onerror=alert(1)>"
    ),
    "xml/kml_bad_coords.kml": read(
        0,
        faults=(
            "without spaces",
            "two numbers",
            "without spaces",
            "as numbers",
            "without spaces",
            "-90..90",
            "as numbers",
            "-180..180",
        ),
    ),
    "xml/gpx_billion_laughs.gpx": refused(KIND),
    "xml/gml_schema_ssrf.gml": refused(KIND),
    "xml/rss_xxe.xml": refused(KIND),
    "xml/svg_script.svg": refused(KIND),
    "csv/semicolon_cp1251.csv": read(
        1, notes=("read as cp1251", "semicolons"), place="Алматы, Шанырак"
    ),
    "csv/decimal_comma.csv": read(1, notes=("semicolons", "decimal comma"), lat="lat=43.238"),
    "csv/ragged.csv": read(0, faults=("row 2", "row 3", "row 4")),
    "csv/dup_headers.csv": read(1, notes=("'title (2)'",)),
    "csv/nul.csv": read(1, notes=("NUL replaced",), title="a\ufffdb"),
    "csv/bom_header.csv": read(1, title="title='x'"),
    "csv/quoted_newlines.csv": read(1, title="line1 line2 line3"),
    "csv/big_int.csv": read(1, id="00123", phone="77011234567890123456"),
    "csv/empty.csv": refused("is empty"),
    "csv/header_only.csv": read(0),
    "csv/formula_payloads.json": refused("no GeoJSON"),
    "zip/zip_slip.zip": refused(ZIP),
    "zip/duplicate_names.zip": refused(ZIP),
    "zip/nested.zip": refused(ZIP),
    "zip/10k_files.zip": refused(ZIP),
    "zip/macros.docm": refused(ZIP),
    "zip/bomb_64MB.kmz": refused(ZIP),
    "zip/bomb_64MB.geojson.gz": refused("is a gzip archive"),
    "pdf/pixel_bomb_30000x30000.png": refused("is a picture"),
    "pdf/flate_bomb_48MB.pdf": refused("is a PDF"),
    "pdf/js_openaction.pdf": refused("is a PDF"),
    "pdf/page_loop.pdf": refused("is a PDF"),
    "pdf/not_pdf.pdf": refused("is a program"),
}

REPORTS = {
    "html/xss_article.html": "On 3 March 2024 houses in Shanyrak were demolished.",
    "html/charset_lie.html": "снос",
    "html/no_text.html": "!holds no text",
    "html/prompt_injection.html": "Ignore previous instructions",
    "html/cloaked_name.html": "phone +7 701 123 45 67",
    "html/unclosed.html": "!holds no text",
    "pdf/flate_bomb_48MB.pdf": "!holds no text",
    "pdf/js_openaction.pdf": "!holds no text",
    "pdf/page_loop.pdf": "!cannot be read as a PDF",
    "pdf/not_pdf.pdf": "!is a program",
    "pdf/pixel_bomb_30000x30000.png": "!is a picture",
    "zip/macros.docm": "!is a ZIP archive",
    "xml/rss_xxe.xml": "!is XML",
    "xml/svg_script.svg": "!is XML",
    "xml/gml_schema_ssrf.gml": "!is XML",
    "ogr/vrt_sql.gpkg": "!is XML",
}
"""Case to words of its text, or after ``!`` of its refusal, when it is given as a report."""
