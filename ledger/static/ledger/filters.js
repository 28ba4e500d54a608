/* The items' filters: a value that is chosen becomes a ticked box, so that the list beside it can add another. */
"use strict";
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  for (const list of form.querySelectorAll("select[data-several]")) {
    list.addEventListener("change", () => {
      const option = list.selectedOptions[0];
      if (!option || !option.value) return;
      const box = Object.assign(document.createElement("input"), { type: "checkbox", name: list.name, value: option.value });
      box.setAttribute("checked", "");
      const name = Object.assign(document.createElement("span"), { className: "hidden-text" });
      name.textContent = `${list.labels[0].textContent.trim()}: `;
      const words = document.createElement("span");
      words.append(name, option.textContent.trim());
      const label = Object.assign(document.createElement("label"), { className: "choice chosen" });
      label.append(box, words);
      list.before(label);
      option.remove();
      list.options[0].textContent = form.dataset.also;
      list.value = "";
    });
  }
})();
