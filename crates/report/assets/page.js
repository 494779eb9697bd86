// What a page can do beyond being read: switches for marks, a filter, keys, notes on marks, light and dark.
"use strict";
(() => {
  const root = document.documentElement;
  const main = document.getElementById("main");
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  root.classList.add("js");
  for (const it of all(".tools")) it.hidden = false;

  // Light and dark: what the reader chose last, else what the system says.
  const remember = {
    get: (key) => { try { return localStorage.getItem("rashomon-" + key); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem("rashomon-" + key, value); } catch { /* not for pages from disk */ } },
  };
  const theme = remember.get("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  byId("theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    remember.set("theme", root.dataset.theme);
  });

  // Switches: the names of what is hidden stand in one attribute, the style sheet does the rest.
  const switches = all(".switches button");
  const hide = () => {
    main.dataset.hide = switches.filter((it) => it.getAttribute("aria-pressed") === "false").map((it) => it.dataset.hide).join(" ");
  };
  for (const it of switches) {
    it.addEventListener("click", () => {
      const pressed = String(it.getAttribute("aria-pressed") === "false");
      for (const same of switches) if (same.dataset.hide === it.dataset.hide) same.setAttribute("aria-pressed", pressed);
      hide();
    });
  }
  hide();

  // Findings: rows and cards of the tables, then marks in the texts that are not switched off.
  const isShown = (it) => {
    if (it.closest(".out, .dim, details:not([open])")) return false;
    const hidden = (main.dataset.hide || "").split(" ");
    return !it.classList.contains("m") || !hidden.some((name) => name && it.classList.contains(name));
  };
  const findings = all(".f, .m[id]", main);
  let current = -1;
  const mark = (index) => {
    if (findings[current]) findings[current].removeAttribute("aria-current");
    current = index;
    const it = findings[index];
    if (!it) return;
    it.setAttribute("aria-current", "true");
    it.tabIndex = -1;
    it.focus({ preventScroll: true });
    it.scrollIntoView({ block: "center" });
    history.replaceState(null, "", "#" + it.id);
    note(it.classList.contains("m") ? it : null);
  };
  const step = (by) => {
    for (let index = current + by; index >= 0 && index < findings.length; index += by) {
      if (isShown(findings[index])) return mark(index);
    }
  };
  byId("next").addEventListener("click", () => step(1));
  byId("previous").addEventListener("click", () => step(-1));

  // Links within the page open what they lead into.
  const arrive = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* as it is */ }
    const target = id && byId(id);
    if (!target) return;
    if (target.closest(".out")) {
      input.value = "";
      filter();
    }
    for (let it = target.closest("details"); it; it = it.parentElement.closest("details")) it.open = true;
    const index = findings.indexOf(target);
    if (index >= 0) mark(index); else target.scrollIntoView();
  };
  addEventListener("hashchange", arrive);

  // A note says what is known of a mark and of all that it lies in, and leads to the findings that it is part of.
  const box = byId("note");
  const note = (start) => {
    box.replaceChildren();
    box.hidden = !start;
    if (!start) return;
    const shut = document.createElement("button");
    shut.type = "button";
    shut.textContent = "×";
    shut.setAttribute("aria-label", "Close");
    shut.addEventListener("click", () => note(null));
    box.append(shut);
    for (let it = start; it && it !== main; it = it.parentElement) {
      if (!it.classList.contains("m") || !isShown(it)) continue;
      const text = document.createElement("p");
      text.textContent = it.title || "part of a finding";
      box.append(text);
      const first = it.dataset.partOf ? byId(it.dataset.partOf) : it;
      for (const id of ((first && first.dataset.of) || "").split(" ").filter((id) => id && byId(id))) {
        const link = document.createElement("a");
        link.href = "#" + id;
        link.textContent = "Compare: " + id;
        text.append(document.createElement("br"), link);
      }
    }
    box.hidden = box.children.length < 2;
  };

  // A click on a row leads to the text, unless it meant something else.
  main.addEventListener("click", (event) => {
    if (event.target.closest("a, button, summary, input") || String(getSelection())) return;
    const found = event.target.closest(".m[title], .m[id], .f");
    if (!found) return note(null);
    if (found.classList.contains("m")) {
      if (found.closest(".switches")) return;
      return note(isShown(found) ? found : found.parentElement.closest(".m"));
    }
    const link = found.matches("tr") && found.querySelector("a.to");
    if (link) link.click();
  });

  // The filter hides findings and dims paragraphs that lack one of its words.
  const input = byId("filter");
  const hits = byId("hits");
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[\u2018\u2019]/g, "'");
  const parts = all(".f, .body > .b", main).map((it) => ({ it, text: null, part: it.classList.contains("b") }));
  const folds = new Map();
  const filter = () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const part of parts) {
      if (part.text === null) part.text = fold(part.it.textContent);
      const has = words.every((word) => part.text.includes(word));
      part.it.classList.toggle(part.part ? "dim" : "out", !has);
      if (has && !part.part) shown += 1;
    }
    for (const it of all("details.more", main)) {
      if (words.length) {
        if (!folds.has(it)) folds.set(it, it.open);
        it.open = Boolean(it.querySelector(".f:not(.out)"));
      } else if (folds.has(it)) {
        it.open = folds.get(it);
      }
    }
    if (!words.length) folds.clear();
    hits.textContent = words.length ? String(shown) : "";
    highlight(words);
  };
  const highlight = (words) => {
    if (!("highlights" in CSS)) return;
    CSS.highlights.delete("filter");
    if (!words.length || words.every((it) => it.length < 2)) return;
    const ranges = [];
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() && ranges.length < 5000) {
      const text = walker.currentNode.data.toLowerCase();
      if (text.length !== walker.currentNode.data.length) continue;
      for (const word of words) {
        for (let at = text.indexOf(word); at >= 0 && word.length > 1; at = text.indexOf(word, at + word.length)) {
          const range = new Range();
          range.setStart(walker.currentNode, at);
          range.setEnd(walker.currentNode, at + word.length);
          ranges.push(range);
        }
      }
    }
    CSS.highlights.set("filter", new Highlight(...ranges));
  };
  let waiting = 0;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, parts.length > 3000 ? 250 : 40);
  });

  // Keys. Single ones can be switched off, for those who speak to their computer.
  const single = byId("single");
  single.checked = remember.get("keys") !== "off";
  single.addEventListener("change", () => remember.set("keys", single.checked ? "on" : "off"));
  const keys = byId("keys");
  byId("help").addEventListener("click", () => keys.showModal());
  byId("shut").addEventListener("click", () => keys.close());
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || keys.open) return;
    if (event.key === "Escape") {
      if (!box.hidden) return note(null);
      if (input.value) { input.value = ""; filter(); }
      if (document.activeElement === input) input.blur();
      return;
    }
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "Enter" && event.target === findings[current] && !event.target.matches(".m")) {
      const link = event.target.querySelector("a.to");
      if (link) { event.preventDefault(); link.click(); }
      return;
    }
    if (!single.checked) return;
    const does = { "/": () => { input.focus(); input.select(); }, j: () => step(1), k: () => step(-1), "?": () => keys.showModal() }[event.key];
    if (does) { event.preventDefault(); does(); }
  });

  // Paper shows what is folded.
  addEventListener("beforeprint", () => { for (const it of all("details")) { it.dataset.was = String(it.open); it.open = true; } });
  addEventListener("afterprint", () => { for (const it of all("details")) it.open = it.dataset.was === "true"; });

  arrive();
})();
