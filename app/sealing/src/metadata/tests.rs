use proptest::prelude::*;

use super::*;

const SECRET: &[u8] = b"50.93 N, 6.96 E";

fn jpeg_segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = (content.len() as u16 + 2).to_be_bytes();
    [&[0xff, marker], &length[..], content].concat()
}

/// As a phone writes it: place and thumbnail in EXIF, turned, with a second picture appended.
fn jpeg() -> Vec<u8> {
    let exif = [b"Exif\0\0", orientation::write(6).as_slice(), SECRET].concat();
    [
        b"\xff\xd8".to_vec(),
        jpeg_segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        jpeg_segment(0xe1, &exif),
        jpeg_segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", SECRET].concat()),
        jpeg_segment(0xe2, b"ICC_PROFILE\0\x01\x01profile"),
        jpeg_segment(0xe2, &[b"MPF\0", SECRET].concat()),
        jpeg_segment(0xed, &[b"Photoshop 3.0\0", SECRET].concat()),
        jpeg_segment(0xee, b"Adobe\0\x64\0\0\0\0\x01"),
        jpeg_segment(0xfe, SECRET),
        b"\xff".to_vec(),
        jpeg_segment(0xdb, &[1; 65]),
        jpeg_segment(0xda, &[1, 1, 0, 0, 63, 0]),
        b"scan\xff\0one\xff\xd0more".to_vec(),
        jpeg_segment(0xfe, SECRET),
        jpeg_segment(0xda, &[1, 1, 0, 0, 63, 0]),
        b"scan two".to_vec(),
        b"\xff\xd9".to_vec(),
        [b"\xff\xd8", SECRET].concat(),
    ]
    .concat()
}

fn png_chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    [&(content.len() as u32).to_be_bytes()[..], kind, content, b"crc!"].concat()
}

fn png() -> Vec<u8> {
    [
        png::SIGNATURE.to_vec(),
        png_chunk(b"IHDR", &[0; 13]),
        png_chunk(b"eXIf", SECRET),
        png_chunk(b"tEXt", SECRET),
        png_chunk(b"iTXt", SECRET),
        png_chunk(b"zTXt", SECRET),
        png_chunk(b"tIME", SECRET),
        png_chunk(b"iCCP", b"profile"),
        png_chunk(b"IDAT", b"pixels"),
        png_chunk(b"IEND", b""),
        SECRET.to_vec(),
    ]
    .concat()
}

fn webp_chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let padding = &b"\0"[..content.len() % 2];
    [kind, &(content.len() as u32).to_le_bytes()[..], content, padding].concat()
}

fn webp(orientation_: u16) -> Vec<u8> {
    let exif = [orientation::write(orientation_).as_slice(), SECRET].concat();
    let chunks = [
        webp_chunk(b"VP8X", b"\x2c\0\0\0\x01\0\0\x01\0\0"),
        webp_chunk(b"ICCP", b"profile"),
        webp_chunk(b"VP8 ", b"pixels"),
        webp_chunk(b"EXIF", &exif),
        webp_chunk(b"XMP ", SECRET),
    ]
    .concat();
    let length = (chunks.len() as u32 + 4).to_le_bytes();
    [b"RIFF", &length[..], b"WEBP", &chunks, SECRET].concat()
}

/// One of each, full of metadata.
pub(crate) fn pictures() -> [Vec<u8>; 3] {
    [jpeg(), png(), webp(6)]
}

fn contains(file: &[u8], part: &[u8]) -> bool {
    file.windows(part.len()).any(|window| window == part)
}

#[test]
fn a_jpeg_keeps_what_it_is_and_which_way_up() {
    let clean = without_metadata(jpeg());
    assert!(!contains(&clean, SECRET));
    for kept in [
        &b"\xff\xd8\xff\xe0"[..],
        b"ICC_PROFILE\0\x01\x01profile",
        b"Adobe\0",
        b"scan\xff\0one\xff\xd0more\xff\xda",
        b"scan two\xff\xd9",
    ] {
        assert!(contains(&clean, kept), "{kept:?}");
    }
    assert!(clean.ends_with(b"\xff\xd9"));
    // The one EXIF segment stands behind JFIF's and says nothing but the orientation.
    let exif = clean.windows(6).position(|window| window == b"Exif\0\0").unwrap();
    assert_eq!(exif, 2 + 18 + 4);
    assert_eq!(orientation::read(&clean[exif + 6..]), Some(6));
    assert_eq!(without_metadata(clean.clone()), clean);
}

#[test]
fn a_png_keeps_what_it_is() {
    let clean = without_metadata(png());
    let expected = [
        png::SIGNATURE.to_vec(),
        png_chunk(b"IHDR", &[0; 13]),
        png_chunk(b"iCCP", b"profile"),
        png_chunk(b"IDAT", b"pixels"),
        png_chunk(b"IEND", b""),
    ];
    assert_eq!(clean, expected.concat());
}

#[test]
fn a_webp_keeps_what_it_is_and_which_way_up() {
    let clean = without_metadata(webp(6));
    assert!(!contains(&clean, SECRET));
    assert!(contains(&clean, b"profile") && contains(&clean, b"pixels"));
    let length = u32::from_le_bytes(clean[4..8].try_into().unwrap());
    assert_eq!(length as usize + 8, clean.len());
    // XMP's bit is cleared, those of the profile and of EXIF stay.
    assert_eq!(clean[20], 0x28);
    let exif = clean.windows(4).position(|window| window == b"EXIF").unwrap();
    assert_eq!(orientation::read(&clean[exif + 8..]), Some(6));
    assert_eq!(without_metadata(clean.clone()), clean);

    let upright = without_metadata(webp(1));
    assert!(!contains(&upright, b"EXIF"));
    assert_eq!(upright[20], 0x20);
}

#[test]
fn other_files_and_broken_pictures_stay_as_they_are() {
    for file in [
        &b""[..],
        b"%PDF-1.7",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe1\0\x20short",
        png::SIGNATURE,
        b"RIFF\x40\0\0\0WEBP!",
    ] {
        assert_eq!(without_metadata(file.to_vec()), file);
    }
}

#[test]
fn a_picture_that_is_cut_off_loses_its_metadata_all_the_same() {
    let (jpeg, png) = (jpeg(), png());
    let scan = jpeg.windows(8).position(|window| window == b"scan two").unwrap();
    let clean = without_metadata(jpeg[..scan + 4].to_vec());
    assert!(!contains(&clean, SECRET) && clean.ends_with(b"scan"));
    let pixels = png.windows(6).position(|window| window == b"pixels").unwrap();
    let clean = without_metadata(png[..pixels + 3].to_vec());
    assert!(!contains(&clean, SECRET) && clean.ends_with(b"IDATpix"));
    let time = png.windows(4).position(|window| window == b"tIME").unwrap();
    assert!(!contains(&without_metadata(png[..time + 10].to_vec()), b"tIME"));
}

#[test]
fn bytes_between_segments_do_not_protect_metadata() {
    let picture = jpeg();
    let (head, rest) = picture.split_at(20);
    let clean = without_metadata([head, b"\0\0", rest].concat());
    assert!(!contains(&clean, SECRET) && clean.ends_with(b"\xff\xd9"));
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes: Vec<u8>, which in 0..3_usize, at: prop::sample::Index, to: u8) {
        let mut picture = pictures()[which].clone();
        let at = at.index(picture.len());
        let _ = without_metadata([&picture[..at], &bytes].concat());
        picture[at] = to;
        let _ = without_metadata(picture);
    }
}
