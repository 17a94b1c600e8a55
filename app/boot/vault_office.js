// Starts the vault of the administration in its worker. The page sends its first request after `ready`.
import start from "./vault_office.js";

try {
  await start({ module_or_path: new URL("./vault_office.wasm", import.meta.url) });
  postMessage({ ready: true });
} catch (error) {
  // A module's rejected promise is not told to the page; an exception in a task of its own is.
  setTimeout(() => {
    throw error;
  });
}
