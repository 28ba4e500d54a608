/* Single keys, for people who want them; every page works without. An element says which key is its own (data-key), or its
   row's while that has the focus (data-row-key); rows to step through are those of lists and timelines. They can be
   switched off, as some people speak to their machines. */
"use strict";
(() => {
  const KEPT = "ledger-keys";
  const isOn = () => localStorage.getItem(KEPT) !== "off";
  const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

  const press = (element) => {
    if (element.matches("input, textarea, select")) {
      element.focus();
      if (element.select) element.select();
    } else if (element.matches("details")) {
      element.open = !element.open;
      element.querySelector("summary").focus();
    } else if (element.matches("form")) {
      const first = element.elements[element.dataset.begin];
      if (first) first.focus();
    } else {
      element.click();
    }
  };

  const step = (by) => {
    const links = [...document.querySelectorAll(".rows tbody tr, .timeline > li, [data-row]")]
      .map((row) => row.querySelector("a[href], button"))
      .filter((link) => link !== null);
    if (!links.length) return;
    const row = document.activeElement.closest(".rows tbody tr, .timeline > li, [data-row]");
    const now = row ? links.findIndex((link) => row.contains(link)) : -1;
    const next = now < 0 ? (by > 0 ? 0 : links.length - 1) : now + by;
    links[Math.min(Math.max(next, 0), links.length - 1)].focus();
  };

  // Control and Enter send the form one types in, as its first button does; also from fields where Enter alone does not.
  document.addEventListener("keydown", (event) => {
    const form = event.target.form;
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !form || form.method !== "post") return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[type=submit]"));
  });

  document.addEventListener("keydown", (event) => {
    const isOurs = isOn() && !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented;
    if (!isOurs || isTyping(event.target)) return;
    const key = CSS.escape(event.key);
    const row = document.activeElement.closest("[data-row]");
    const own = (row && row.querySelector(`[data-row-key="${key}"]`)) || document.querySelector(`[data-key="${key}"]`);
    if (own) press(own);
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else return;
    event.preventDefault();
  });

  // Words selected in a statement go along to the page that a link opens, in the fragment, which no server and no log gets.
  const taking = document.querySelector("a[data-takes-words]");
  if (taking) {
    document.addEventListener("selectionchange", () => {
      const selection = document.getSelection();
      const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
      const around = range && range.commonAncestorContainer;
      if (!around || !(around.closest ? around : around.parentElement).closest(".said")) return;
      const copy = range.cloneContents();
      for (const number of copy.querySelectorAll("sup")) number.remove();
      const words = copy.textContent.trim();
      taking.hash = words ? `words=${encodeURIComponent(words)}` : "";
    });
  }

  for (const button of document.querySelectorAll("[data-keys-switch]")) {
    const tell = () => { button.textContent = isOn() ? button.dataset.off : button.dataset.on; };
    button.hidden = false;
    tell();
    button.addEventListener("click", () => {
      localStorage.setItem(KEPT, isOn() ? "off" : "on");
      tell();
    });
  }
})();
