/* The items' list. A value that is chosen becomes a ticked box, so that the list beside it can add another. */
"use strict";
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  for (const list of form.querySelectorAll("select[data-several]")) {
    const label = `${list.labels[0].textContent.trim()}: `; // before another field takes the label over (searched.js)
    list.addEventListener("change", () => {
      const option = list.selectedOptions[0];
      if (!option || !option.value) return;
      const box = Object.assign(document.createElement("input"), { type: "checkbox", name: list.name, value: option.value });
      box.setAttribute("checked", "");
      const name = Object.assign(document.createElement("span"), { className: "hidden-text" });
      name.textContent = label;
      const words = document.createElement("span");
      words.append(name, option.textContent.trim());
      const line = Object.assign(document.createElement("label"), { className: "choice chosen" });
      line.append(box, words);
      list.before(line);
      option.remove();
      list.options[0].textContent = form.dataset.also;
      list.value = "";
    });
  }
})();

/* A box in the head of the list ticks all boxes of the page. The list may be put in anew by the filters. */
(() => {
  const complete = () => {
    for (const head of document.querySelectorAll("th[data-tick-all]:not(:has(input))")) {
      const boxes = () => [...head.closest("table").querySelectorAll('tbody input[type="checkbox"]')];
      const all = Object.assign(document.createElement("input"), { type: "checkbox" });
      all.setAttribute("aria-label", head.dataset.tickAll);
      const tell = () => {
        const ticked = boxes().filter((box) => box.checked).length;
        all.checked = ticked > 0 && ticked === boxes().length;
        all.indeterminate = ticked > 0 && !all.checked;
      };
      all.addEventListener("change", () => {
        for (const box of boxes()) box.checked = all.checked;
      });
      head.closest("table").addEventListener("change", tell);
      head.replaceChildren(all);
      tell();
    }
  };
  complete();
  document.addEventListener("htmx:load", complete);
})();
