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

  /* Words that were selected on the page before, and came in the fragment of the address. */
  const came = location.hash.startsWith("#words=") && document.getElementById("add");
  if (came) {
    if (!came.elements.quote.value) came.elements.quote.value = new URLSearchParams(location.hash.slice(1)).get("words");
    history.replaceState(history.state, "", location.pathname + location.search);
  }

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

  /* The text follows the proposal that is worked on: its words are marked, and in view where the text stands beside. */
  const statement = document.querySelector("[data-text]");
  const follow = (key, moves = true) => {
    const pieces = [...statement.querySelectorAll("[data-of]")];
    const own = pieces.filter((piece) => piece.dataset.of.split(" ").includes(key));
    for (const piece of pieces) piece.classList.toggle("now", own.includes(piece));
    const pane = statement.closest(".beside");
    if (!moves || !own.length || !pane || pane.scrollHeight <= pane.clientHeight) return;
    const from = pane.getBoundingClientRect().top;
    const [first, last] = [own[0].getBoundingClientRect().top - from, own.at(-1).getBoundingClientRect().bottom - from];
    if (first < 0 || last > pane.clientHeight) pane.scrollTop += first - pane.clientHeight / 4;
  };
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest(".proposals > [data-row]");
    if (row) follow(row.id.slice(1));
  });

  /* Enter in a field beside a proposal accepts that proposal. */
  document.addEventListener("keydown", (event) => {
    const row = event.key === "Enter" && event.target.matches("input[form=step]") && event.target.closest("[data-row]");
    if (!row) return;
    event.preventDefault();
    row.querySelector("[data-row-key=a]").click();
  });

  /* After a step the page is at the next proposal, and a number in the text leads to its own: there the keys work on. The
     browser moves the focus itself when it follows the address, so this waits for it. */
  const work = () => {
    const row = document.getElementById(location.hash.slice(1));
    if (!row || !row.matches("[data-row]")) return;
    const wanted = ["[aria-invalid=true]", "input[form=step]", "form textarea", ".actions :is(button, a)"];
    const first = wanted.map((one) => row.querySelector(one)).find(Boolean);
    if (first) first.focus({ preventScroll: first.matches("textarea, button, a") });
  };
  if (statement.dataset.now) window.addEventListener("load", () => follow(statement.dataset.now));
  window.addEventListener("load", () => requestAnimationFrame(work));
  window.addEventListener("hashchange", () => requestAnimationFrame(work));
})();
