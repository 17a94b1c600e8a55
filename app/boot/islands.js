// Starts the program of a page. The page's notice that this did not work shows itself after a while; it is taken away
// when the program has started, and shown at once when it has failed.
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

const run = async () => {
  const islands = await import("./islands.js");
  await islands.default({ module_or_path: new URL("./islands.wasm", import.meta.url) });
  if (!islands.start()) {
    throw new Error("There is nothing to start on this page.");
  }
  for (const notice of notices()) {
    notice.remove();
  }
};

// Where there is nothing but the search box, the program comes when somebody turns to it: until then it would only cost.
const wanted = async () => {
  const waiting = document.querySelector("[data-awaits]");
  if (waiting && !waiting.contains(document.activeElement)) {
    await new Promise((turned) => waiting.addEventListener("focusin", turned, { once: true }));
  }
};

wanted()
  .then(run)
  .catch((error) => {
    failed();
    throw error;
  });
