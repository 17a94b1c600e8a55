use crate::Find;

pub(crate) static FIND: Find = Find {
    title: "Who is in charge?",
    description: "Find the department that is in charge of your concern where you live.",
    heading: "Who is in charge of my concern?",
    label: "Place and concern",
    hint: "For example: Wohngeld Kaarst, or housing benefit Kaarst",
    submit: "Find",
    suggestions: "Suggestions",
    all_places: |text| format!("Show all places for “{text}”"),
    about: |concern, place| format!("{concern} in {place}"),
    in_charge: "In charge is",
    several: "Several departments are in charge. Which one would you like to write to?",
    write: "Write a message",
    fallback_title: "No department of its own is listed here for this concern",
    fallback: |authority| {
        format!(
            "Your message goes to the department of {authority} that takes such concerns and hands them to the right place."
        )
    },
    fallbacks: "These departments take such concerns and hand them to the right place. Which one would you like to write to?",
    which_place: "Which place do you mean?",
    where_is: |concern| format!("Where do you need “{concern}”?"),
    elsewhere: |words| {
        format!(
            "This portal does not know “{words}”. If your place belongs to none of the authorities here, call instead."
        )
    },
    place_label: "Place or authority",
    place_hint: "For example: Kaarst",
    which_concern: "Which of these do you mean?",
    authorities: |place| format!("Authorities for {place}"),
    concern_label: "What is it about?",
    concern_hint: "For example: housing benefit, bulky waste, identity card",
    nobody_title: "No department is listed here for this concern",
    nobody: "Choose a department yourself, or call.",
    nothing_title: "We found nothing about that",
    nothing: "Write only the place and one word for your concern, or look for the authority in the list.",
    list: "All authorities on this portal",
    call: "On this portal, help by telephone:",
    call_115: "For all questions to authorities in Germany there is also:",
    anew: "Look for something else",
};
