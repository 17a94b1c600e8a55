//! The colours of style/tokens.css contrast as WCAG 2.2 asks, in the light scheme and in the dark one.
#![expect(clippy::expect_used, reason = "a test whose fixture is broken fails")]

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../../style/tokens.css");

/// Text on what lies behind it: at least 4.5 : 1 (WCAG 1.4.3).
const TEXT: &[(&str, &[&str])] = &[
    (
        "ink",
        &[
            "paper",
            "sheet",
            "well",
            "field",
            "accent-wash",
            "error-wash",
            "warning-wash",
            "success-wash",
        ],
    ),
    ("ink-soft", &["paper", "sheet", "well", "field"]),
    ("accent", &["paper", "sheet", "well", "accent-wash"]),
    ("accent-strong", &["paper", "sheet", "accent-wash"]),
    ("on-accent", &["accent", "accent-strong"]),
    ("on-lining", &["lining", "lining-thread"]),
    ("error", &["paper", "sheet", "error-wash", "warning-wash"]),
    ("warning", &["paper", "sheet", "warning-wash"]),
    ("success", &["paper", "sheet", "success-wash", "warning-wash"]),
];

/// Borders of controls, focus and the mark: at least 3 : 1 (WCAG 1.4.11).
const SHAPES: &[(&str, &[&str])] = &[
    ("edge", &["paper", "sheet", "field"]),
    (
        "focus",
        &[
            "paper",
            "sheet",
            "well",
            "field",
            "accent-wash",
            "error-wash",
            "warning-wash",
        ],
    ),
    ("on-lining", &["lining"]),
    ("seal", &["paper", "sheet"]),
    ("on-seal", &["seal"]),
];

type Scheme = BTreeMap<String, [u8; 3]>;

/// The colours of the light scheme, and of the dark one, which only changes what it names.
fn schemes() -> [(&'static str, Scheme); 2] {
    let (light, dark) = TOKENS
        .split_once("@media screen and (prefers-color-scheme: dark)")
        .expect("a dark scheme");
    let light = colours(light);
    let mut all = light.clone();
    all.extend(colours(dark));
    [("light", light), ("dark", all)]
}

fn colours(css: &str) -> Scheme {
    css.lines()
        .filter_map(|line| {
            let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
            let value = u32::from_str_radix(value.trim_end_matches(';'), 16).ok()?;
            let [_, red, green, blue] = value.to_be_bytes();
            Some((name.to_owned(), [red, green, blue]))
        })
        .collect()
}

/// Relative luminance (WCAG 2.2, definition of the term).
fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let channel = f64::from(channel) / 255.0;
        if channel <= 0.040_45 {
            channel / 12.92
        } else {
            ((channel + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn too_weak(pairs: &[(&str, &[&str])], least: f64) -> Vec<String> {
    let mut weak = Vec::new();
    for (scheme, colours) in schemes() {
        for (front, grounds) in pairs {
            for ground in *grounds {
                let ratio = contrast(colours[*front], colours[*ground]);
                if ratio < least {
                    weak.push(format!("{scheme}: {front} on {ground} is {ratio:.2} : 1"));
                }
            }
        }
    }
    weak
}

#[test]
fn text_can_be_read_on_every_ground_it_stands_on() {
    assert_eq!(too_weak(TEXT, 4.5), [""; 0]);
}

#[test]
fn controls_and_focus_can_be_seen() {
    assert_eq!(too_weak(SHAPES, 3.0), [""; 0]);
}

#[test]
fn the_browsers_frame_has_the_colour_of_the_paper() {
    let document = include_str!("../src/document.rs");
    for (scheme, colours) in schemes() {
        let [red, green, blue] = colours["paper"];
        let paper = format!("\"#{red:02x}{green:02x}{blue:02x}\"");
        assert!(document.contains(&paper), "{scheme}: {paper}");
    }
}
