// Wherever a link or a form of this page leads on pages of the same authority, that authority stays the one whose fingerprint the
// address pinned. The fragment, which no server ever sees, goes along.
//
// It runs before anything of the page can be pressed: a link that was followed sooner would lose the pin.
const pin = location.hash
  .slice(1)
  .split("&")
  .find((part) => part.startsWith("pin="));

/** The authority that an address of this site is about. */
const authority = ({ origin, pathname }) =>
  origin === location.origin && /^\/\w+\/(?:a|embed)\/([^/]+)/.exec(pathname)?.[1];

const isPinned = (address) => pin && authority(address) === authority(location);

// Opening in another tab keeps it, too.
for (const happens of ["click", "auxclick", "contextmenu"]) {
  addEventListener(
    happens,
    ({ target }) => {
      const link = target.closest?.("a[href]");
      if (link && isPinned(link) && !link.getAttribute("href").startsWith("#")) {
        link.hash = pin;
      }
    },
    true,
  );
}

addEventListener("submit", ({ target }) => {
  const address = new URL(target.action);
  if (isPinned(address)) {
    address.hash = pin;
    target.action = address;
  }
});
