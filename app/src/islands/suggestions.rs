use browser::Json;

use super::wire::Read;
use crate::hooks::find::OPTION;

/// What somebody may mean, as far as it is shown.
pub(crate) struct Suggestion {
    pub(crate) text: String,
    pub(crate) detail: String,
    /// Where it leads.
    pub(crate) address: String,
}

impl Read for Suggestion {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            text: json.text("text")?,
            detail: json.text("detail").unwrap_or_default(),
            address: json.text("address")?,
        })
    }
}

/// The id of the suggestion at this position.
pub(crate) fn name(position: usize) -> String {
    format!("{OPTION}-{position}")
}

/// The portal's answer.
pub(crate) fn read(answer: &str) -> Option<Vec<Suggestion>> {
    Vec::read(&Json::read(answer)?.field("suggestions")?)
}

/// Which suggestion an arrow key leads to from the `chosen` one. Beyond either end is the field itself.
pub(crate) fn step(chosen: Option<usize>, count: usize, down: bool) -> Option<usize> {
    let next = match (chosen, down) {
        (None, true) => Some(0),
        (None, false) => count.checked_sub(1),
        (Some(chosen), true) => chosen.checked_add(1),
        (Some(chosen), false) => chosen.checked_sub(1),
    };
    next.filter(|next| *next < count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_round_through_the_field() {
        let walk = |down: bool| {
            let mut chosen = None;
            let mut way = Vec::new();
            for _ in 0..4 {
                chosen = step(chosen, 3, down);
                way.push(chosen);
            }
            way
        };
        assert_eq!(walk(true), [Some(0), Some(1), Some(2), None]);
        assert_eq!(walk(false), [Some(2), Some(1), Some(0), None]);
        assert_eq!(step(None, 0, true), None);
        assert_eq!(step(None, 0, false), None);
    }

    #[test]
    fn the_portals_answer_is_read() {
        let suggestion = domain::api::Suggestion {
            text: "Wohngeld".to_owned(),
            detail: None,
            place: None,
            authority: None,
            service: Some("wohngeld".parse().unwrap()),
            address: "/de/find?service=wohngeld".to_owned(),
        };
        let answer = domain::api::Suggestions {
            suggestions: vec![suggestion],
        };
        let found = read(&serde_json::to_string(&answer).unwrap()).unwrap();
        assert_eq!(
            (found[0].text.as_str(), found[0].detail.as_str()),
            ("Wohngeld", "")
        );
        assert_eq!(found[0].address, "/de/find?service=wohngeld");
        assert!(read("<html>").is_none());
    }
}
