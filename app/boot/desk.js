// Starts the desk in its page, or says there that it could not be loaded.
import start from "./desk.js";

try {
  await start({ module_or_path: new URL("./desk.wasm", import.meta.url) });
} catch (error) {
  const desk = document.getElementById("desk");
  const remark = desk.querySelector("[role=status]");
  if (remark) {
    remark.textContent = desk.dataset.failed;
  }
  throw error;
}
