// Speaks with the button's script on the page around the frame (app/widget/README.md). Nothing that is written or read here
// goes out: only that the page is there, wants to be closed, and how many answers are new.
const { dataset, lang } = document.documentElement;
const hosts = [...dataset.hosts.split(" "), location.origin];
let conversation;
/** The origin of the page around, once it has spoken; before that nothing is said to anybody. */
let host;

const tell = (message) => {
  if (host) {
    parent.postMessage({ siegelpost: 1, ...message }, host);
  }
};

const tellUnread = () => tell({ is: "unread", count: Number(conversation?.dataset.unread ?? 0) });

addEventListener("message", ({ source, origin, data }) => {
  if (source !== parent || !hosts.includes(origin) || data?.siegelpost !== 1) {
    return;
  }
  if (data.do === "hello") {
    host = origin;
    tell({ is: "ready", language: lang });
    tellUnread();
  }
  if (data.do === "language" && data.language !== lang) {
    const links = [...document.querySelectorAll("#languages a")];
    // Whatever would be lost by that asks first.
    links.find((link) => link.lang === data.language)?.click();
  }
});

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented) {
    tell({ is: "close" });
  }
});

addEventListener("DOMContentLoaded", () => {
  conversation = document.getElementById("conversation");
  if (conversation) {
    new MutationObserver(tellUnread).observe(conversation, { attributeFilter: ["data-unread"] });
  }
});
