// Puts a button on a page of another site; pressed, it shows the portal. See README.md beside this.
(() => {
  const script = document.currentScript;
  const { authority, department, pin, color, position, lang, label } = script.dataset;
  const portal = new URL(script.src).origin;
  const isName = (name) => /^[a-z0-9-]+$/.test(name);
  if (!isName(authority) || !isName(department ?? "0")) {
    throw new Error("Siegelpost: data-authority, data-department");
  }
  const texts = {
    de: {
      write: "Verschlüsselt schreiben",
      close: "Schließen",
      beside: "In neuem Fenster öffnen",
      loading: "Wird geladen …",
      refused: "Hier lässt es sich nicht zeigen. Bitte öffnen Sie ein neues Fenster.",
      offline: "Keine Verbindung. Bitte später noch einmal.",
      one: "Eine neue Antwort",
      many: " neue Antworten",
    },
    en: {
      write: "Write encrypted",
      close: "Close",
      beside: "Open in a new window",
      loading: "Loading …",
      refused: "It cannot be shown here. Please open a new window.",
      offline: "No connection. Please try again later.",
      one: "One new answer",
      many: " new answers",
    },
  };
  let language = [lang, document.documentElement.lang.slice(0, 2)].find((tag) => Object.hasOwn(texts, tag)) ?? "de";

  const ground = /^#[\da-f]{6}$/i.test(color) ? color : "#00565e";
  // Relative luminance (WCAG 2.2) of red, green and blue: on either side of this one of both inks has 4.5 : 1.
  const luminance = [0.2126, 0.7152, 0.0722].reduce(
    (sum, share, at) => sum + share * (parseInt(ground.substr(1 + 2 * at, 2), 16) / 255) ** 2.2,
    0,
  );
  const ink = luminance > 0.18 ? "#000" : "#fff";

  const all = Array.isArray(window.Siegelpost) ? window.Siegelpost : (window.Siegelpost = []);
  const isInline = position === "inline";
  const side = position === "start" ? "start" : "end";
  // Buttons at the edge stand above each other: on a telephone there is no room beside.
  const below = 16 + 72 * all.filter((other) => !other.isInline).length;

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const badge = make("p", { role: "status" });
  const button = make("button", { dir: "auto", ariaHasPopup: "dialog" });
  const title = make("b", { dir: "auto" });
  const link = make("a", { target: "_blank" });
  const closer = make("button", { autofocus: true });
  const note = make("p", { role: "status" });
  const frame = make("iframe", { allow: "clipboard-write" });
  const dialog = make("dialog", {}, make("div", {}, title, link, closer), note);
  const host = make("siegelpost-button");
  const sheet = new CSSStyleSheet();
  const fixed = `position:fixed!important;z-index:2147483646!important;inset:auto!important;inset-block-end:${below}px!important;inset-inline-${side}:16px!important`;
  sheet.replaceSync(
    `:host{all:initial!important;display:inline-block!important;font:medium/1.3 system-ui,sans-serif!important;${isInline ? "" : fixed}}` +
      "button,a{min-height:44px;font:inherit}" +
      "button{padding:8px 16px;color:inherit;background:none;border:2px solid;border-radius:8px;cursor:pointer}" +
      ":focus-visible{outline:3px solid #000;box-shadow:0 0 0 6px #fff}" +
      `:host>button{max-width:80vw;font-weight:600;color:${ink};background:${ground}}` +
      "p{margin:0}" +
      `p:not(:empty){padding:8px 16px;color:canvastext;background:canvas}` +
      "dialog{position:fixed;inset:0;box-sizing:border-box;width:auto;height:auto;max-width:none;max-height:none;margin:0;padding:0;border:0;color-scheme:light dark;color:canvastext;background:canvas}" +
      "dialog[open]{display:flex;flex-direction:column}" +
      `div{display:flex;flex-wrap:wrap;gap:0 16px;align-items:center;padding:4px 16px;border-top:6px solid ${ground}}` +
      "b{flex:1}" +
      "a{display:flex;align-items:center;color:inherit}" +
      "iframe{flex:1;border:0}" +
      `@media(min-width:640px){dialog{inset:16px;inset-inline-${side === "end" ? "start" : "end"}:auto;width:560px;border-radius:8px}}`,
  );
  const shadow = host.attachShadow({ mode: "closed" });
  shadow.adoptedStyleSheets = [sheet];
  shadow.append(badge, button, dialog);

  const speak = () => {
    const { write, close, beside } = texts[language];
    host.lang = language;
    button.textContent = title.textContent = frame.title = dialog.ariaLabel = label?.trim().slice(0, 60) || write;
    closer.textContent = close;
    link.textContent = beside;
    link.href = address("a/", "/");
  };
  /** What cannot be a pin pins, too. */
  const address = (path, to) =>
    `${portal}/${language}/${path}${authority}${department ? to + department : ""}` +
    (pin === undefined ? "" : "#pin=" + pin.replace(/[^\w-]/g, ""));
  const tell = (what, detail) =>
    host.dispatchEvent(new CustomEvent("siegelpost:" + what, { bubbles: true, detail }));
  const post = (message) => frame.contentWindow?.postMessage({ siegelpost: 1, ...message }, portal);

  let isReady, isRefused, isOther;
  let unread = 0;
  let seen = 0;
  const count = () => {
    if (dialog.open || unread < seen) {
      seen = unread;
    }
    const fresh = unread - seen;
    badge.textContent = fresh > 1 ? fresh + texts[language].many : fresh > 0 ? texts[language].one : "";
    tell("unread", fresh);
  };
  /** Goes into the frame once it listens and is there to be seen, and has it take the language that was chosen since it was told last. */
  const enter = () => {
    if (isReady && dialog.open) {
      // A page that has taken another one's place is without the focus, although its frame has it.
      frame.blur();
      frame.focus();
      isOther &&= post({ do: "language", language });
    }
  };
  const open = () => {
    if ((isRefused && window.open(link.href)) || dialog.open) {
      return;
    }
    dialog.showModal();
    if (!frame.src) {
      note.textContent = texts[language].loading;
      frame.src = address("embed/", "/only/");
      dialog.append(frame);
    }
    enter();
    count();
    tell("open");
  };
  const close = () => dialog.close();

  frame.onload = () => {
    post({ do: "hello" });
    // Nobody answers where this page's origin is not in the list, or its own policy lets no frame be shown.
    setTimeout(() => {
      if (!isReady) {
        isRefused = navigator.onLine;
        frame.remove();
        // Without a network it is tried again when the button is pressed next.
        frame.removeAttribute("src");
        note.textContent = texts[language][isRefused ? "refused" : "offline"];
        if (isRefused && dialog.open && window.open(link.href)) {
          close();
        }
      }
    }, 2000);
  };
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== portal || data?.siegelpost !== 1) {
      return;
    }
    if (data.is === "ready") {
      note.textContent = "";
      isReady = true;
      enter();
    }
    if (data.is === "close") {
      close();
    }
    if (data.is === "unread" && data.count >= 0) {
      unread = Math.min(data.count, 99);
      count();
    }
  });
  button.onclick = open;
  closer.onclick = close;
  dialog.onclose = () => {
    button.focus();
    count();
    tell("close");
  };
  all.push({
    isInline,
    open,
    close,
    language(tag) {
      if (Object.hasOwn(texts, tag)) {
        language = tag;
        speak();
        isOther = true;
        enter();
      }
    },
  });
  speak();
  if (!isInline) {
    document.body.append(host);
  } else if (script.closest("body")) {
    script.after(host);
  }
})();
