// Brings the islands of a page to life. The page's notice that this did not work shows itself after a while; it is
// taken away when everything has started, and shown at once when something has failed.
const notices = () => document.querySelectorAll(".not-started");

const failed = () => {
  for (const notice of notices()) {
    notice.classList.add("not-started--now");
  }
};

// A program that has stopped in the middle answers no click any more.
addEventListener("error", ({ error }) => {
  if (error instanceof WebAssembly.RuntimeError) {
    failed();
  }
});

const start = async () => {
  // What Leptos expects of a page that is sent in pieces; this one was sent whole.
  globalThis.__RESOLVED_RESOURCES = [];
  globalThis.__SERIALIZED_ERRORS = [];
  globalThis.__PENDING_RESOURCES = [];
  globalThis.__RESOURCE_RESOLVERS = [];
  globalThis.__INCOMPLETE_CHUNKS = [];
  const islands = await import("./islands.js");
  await islands.default({ module_or_path: new URL("./islands.wasm", import.meta.url) });
  islands.hydrate();
  for (const island of document.querySelectorAll("leptos-island")) {
    islands[island.dataset.component](island);
  }
  for (const notice of notices()) {
    notice.remove();
  }
};

start().catch((error) => {
  failed();
  throw error;
});
