use crate::trust::Trust;

pub(crate) static TRUST: Trust = Trust {
    title: "Trust",
    lead: "By what citizens know for sure that they write to your authority.",
    fingerprint_title: "Fingerprint of your authority",
    fingerprint: "Fingerprint, to be read aloud and compared",
    fingerprint_meaning: "All keys of your authority go back to a single one, and this is its fingerprint. It is not secret. On the telephone read it in groups of four; the letters I, L, O and U do not occur.",
    copy_fingerprint: "Copy the fingerprint",
    copied: "Copied.",
    not_copied: "The browser did not allow copying. Please select the text and copy it by hand.",
    publish_title: "Where to publish it",
    publish_lead: "The more ways show the same fingerprint independently of each other, the harder it is to slip in a false one:",
    publish: [
        "on your own website, in the imprint or on the contact page, not only in this portal",
        "in your domain’s DNS as a TXT record, signed with DNSSEC",
        "in print: on letterheads, notices and official letters",
    ],
    links_title: "Links that bring the fingerprint along",
    links_lead: "Whoever writes through one of these links seals to your authority’s key only: with any other one the page stops. The server does not learn what stands behind the #.",
    copy: "Copy",
    copy_link: |name| format!("Copy the link to “{name}”"),
    links_none: "No department can be written to yet.",
    own_title: "Your own certificate",
    own_until: |date| format!("It is valid until {date}. What you certify is valid no longer than that."),
    own_renewal: "You renew it with the root file and its passphrase. The file is opened in this browser only and forgotten at once. Without it another administrator can do it whose certificate is valid longer; that happens by itself the next time they sign in.",
    renew: "Renew the certificate",
    renewed: "Your certificate is renewed.",
    own_soon: |days| match days {
        ..=0 => "Your certificate has ended: you cannot certify anything any more.".to_owned(),
        1 => "Your certificate ends within a day, and with it everything that you have certified.".to_owned(),
        days => {
            format!("Your certificate ends in {days} days, and with it everything that you have certified.")
        }
    },
    own_link: "Renew it now",
    renewing_certificates: "Certificates that end soon are being renewed …",
    renewing_keys: "Departments’ keys that are due are being renewed …",
    kept_up: |certificates, keys| {
        let certificates = match certificates {
            0 => None,
            1 => Some("one certificate".to_owned()),
            count => Some(format!("{count} certificates")),
        };
        let keys = match keys {
            0 => None,
            1 => Some("the key of one department".to_owned()),
            count => Some(format!("the keys of {count} departments")),
        };
        let done: Vec<_> = certificates.into_iter().chain(keys).collect();
        format!("Renewed by themselves: {}.", done.join(" and "))
    },
    not_kept_up: |name, why| {
        format!("Nothing could be renewed for “{name}”: {why} It is tried again the next time you sign in.")
    },
};
