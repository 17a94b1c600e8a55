// Starts the administration in its page, or says there that it could not be loaded.
import start from "./administration.js";

try {
  await start({ module_or_path: new URL("./administration.wasm", import.meta.url) });
} catch (error) {
  const place = document.getElementById("administration");
  const remark = place.querySelector("[role=status]");
  if (remark) {
    remark.textContent = place.dataset.failed;
  }
  throw error;
}
