/* A statement under review, or beside a new item: words selected in its text become those of the proposal that is being
   edited, else of a new one. The page works without; words can be copied. Offsets count characters as the ledger does, not
   UTF-16 units. */
"use strict";
(() => {
  if (!document.querySelector("[data-text]")) return;
  const textAround = (node) => (node instanceof Element ? node : node.parentElement).closest("[data-text]");
  const length = (words) => [...words].length;

  /* The span [start, end) that a range covers, from the pieces of the text that know where they begin. */
  const spanOf = (text, range) => {
    let start = Infinity;
    let end = -1;
    for (const piece of text.querySelectorAll("[data-start]")) {
      const words = piece.firstChild;
      if (!words || !range.intersectsNode(words)) continue;
      const from = words === range.startContainer ? range.startOffset : 0;
      const to = words === range.endContainer ? range.endOffset : words.length;
      if (from >= to) continue;
      const begins = Number(piece.dataset.start);
      start = Math.min(start, begins + length(words.data.slice(0, from)));
      end = Math.max(end, begins + length(words.data.slice(0, to)));
    }
    return start < end ? [start, end] : null;
  };

  /* The words of a span; paragraphs are parted as in the text as kept, which the server has: there the span decides. */
  const wordsOf = (range) => {
    const copy = range.cloneContents();
    for (const mark of copy.querySelectorAll("a")) mark.remove();
    return [...copy.querySelectorAll("p")].length > 1
      ? [...copy.querySelectorAll("p")].map((one) => one.textContent).join("\n\n")
      : copy.textContent;
  };

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const text = textAround(range.commonAncestorContainer);
    const span = text && spanOf(text, range);
    if (!span) return;
    const form = document.getElementById("edit") || document.getElementById("add");
    [form.elements.start.value, form.elements.end.value] = span;
    form.elements.quote.value = wordsOf(range);
    if (form.elements.statement) form.elements.statement.value = text.dataset.text;
    if (form.elements.passage) form.elements.passage.value = "";
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });

  /* What stands in a form and was not saved is kept a moment after the last key: a closed browser loses nothing. */
  const waiting = new Map();
  const keep = (form) => {
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    const sent = new FormData(form);
    sent.set("step", form.dataset.kept);
    fetch(document.getElementById("step").dataset.keepsAt, { method: "POST", body: sent, keepalive: true }).catch(() => {});
  };
  for (const form of document.querySelectorAll("form[data-kept]")) {
    form.addEventListener("input", () => {
      clearTimeout(waiting.get(form));
      waiting.set(form, setTimeout(keep, 800, form));
    });
  }
  document.addEventListener("submit", (event) => {
    const is_over = event.submitter?.hasAttribute("data-ends-typing");
    for (const form of [...waiting.keys()]) {
      if (!is_over && form !== event.target) keep(form);
      clearTimeout(waiting.get(form));
      waiting.delete(form);
    }
  });
  window.addEventListener("pagehide", () => [...waiting.keys()].forEach(keep));

  /* After a step the page is at the next proposal, and a number in the text leads to its own: there the keys work on. The
     browser moves the focus itself when it follows the address, so this waits for it. */
  const work = () => {
    const row = document.getElementById(location.hash.slice(1));
    const first = row && row.matches("[data-row]") && row.querySelector("form textarea, .actions :is(button, a)");
    if (first) first.focus({ preventScroll: true });
  };
  window.addEventListener("load", () => requestAnimationFrame(work));
  window.addEventListener("hashchange", () => requestAnimationFrame(work));
})();
