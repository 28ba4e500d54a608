/* The first results while somebody types into the box of the header, as a list that arrows walk through (WAI-ARIA:
   combobox with a listbox). Without it the box is a form that leads to the page of all results. */
"use strict";
(() => {
  const WAIT_MILLISECONDS = 250;
  const LEAST_LETTERS = 2;
  const field = document.getElementById("jump");
  const list = document.getElementById("jump-found");
  const said = document.getElementById("jump-said");
  if (!field || !list) return;
  let waiting;
  let asked = new AbortController();
  let chosen = -1;

  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]])
    field.setAttribute(name, value);

  const options = () => [...list.querySelectorAll("[role=option]")];

  const choose = (at) => {
    const all = options();
    chosen = all.length ? (at + all.length + 1) % (all.length + 1) : -1;
    if (chosen === all.length) chosen = -1; // between the last and the first one is in the field itself
    all.forEach((option, place) => {
      option.id = `jump-${place}`;
      option.setAttribute("aria-selected", String(place === chosen));
    });
    if (chosen < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  };

  const show = (is_shown) => {
    list.hidden = !is_shown;
    field.setAttribute("aria-expanded", String(is_shown));
    if (!is_shown) choose(-1);
  };

  const close = () => {
    clearTimeout(waiting);
    asked.abort();
    show(false);
    said.textContent = "";
  };

  const ask = async () => {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    const address = new URL(field.form.action);
    address.searchParams.set("q", field.value.trim());
    try {
      const answer = await fetch(address, { signal, headers: { "X-Requested-With": "XMLHttpRequest" } });
      const found = await answer.text();
      if (signal.aborted) return;
      if (!answer.ok || answer.redirected) return close(); // signed out meanwhile
      list.innerHTML = found; // a part of a page, escaped as every page is
      show(options().length > 0);
      choose(-1);
      said.textContent = list.querySelector("[data-said]")?.dataset.said || "";
    } catch {
      if (!signal.aborted) close();
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    if (field.value.trim().length < LEAST_LETTERS) close();
    else waiting = setTimeout(ask, WAIT_MILLISECONDS);
  });

  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" && list.hidden && options().length && field.value.trim()) show(true);
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? options().length - 1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) options()[chosen].click();
    else return;
    event.preventDefault();
  });

  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus until the click
  field.addEventListener("blur", close);
})();
