/* A list of choices becomes a field in which one types: what is found stands below as a list that arrows walk through
   (WAI-ARIA: combobox with a listbox). Without it the list is a plain one, and words are sent with the form. */
"use strict";
(() => {
  const WAIT_MILLISECONDS = 200;
  const FOUND_AT_ONCE = 50;
  const LONG_ROWS = 12;
  const says = document.currentScript.dataset;

  // As the server compares words (ledger/models/search.py).
  const fold = (text) =>
    ` ${text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[^\p{L}\p{N}]+/gu, " ")}`;
  const bears = (folded, words) => fold(words).split(" ").every((word) => !word || folded.includes(` ${word}`));

  const complete = (box) => {
    const { label, source, found: foundSays, more, nothing, chosen: chosenSays } = box.dataset;
    const several = "several" in box.dataset;
    const plainly = "plainly" in box.dataset; // a list that knows no words: it alone is sent
    const plain = box.querySelector("select");
    const typed = box.querySelector('input[type="search"]');
    const words = `${plain.name}-words`;
    const { id } = plain;
    const optional = [...plain.options].some((option) => !option.value);
    const known = [...plain.options].filter((option) => option.value).map((option) => ({
      value: option.value, label: option.text.trim(), folded: option.dataset.words || fold(`${option.text} ${option.value}`),
    }));

    const field = Object.assign(document.createElement("input"), { type: "text", autocomplete: "off", spellcheck: false });
    const list = Object.assign(document.createElement("ul"), { className: "offered-list", id: `${id}-found`, hidden: true });
    const said = Object.assign(document.createElement("p"), { className: "hidden-text" });
    said.setAttribute("role", "status");
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", label);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]])
      field.setAttribute(name, value);
    for (const name of ["aria-describedby", "aria-invalid"])
      if (plain.hasAttribute(name)) field.setAttribute(name, plain.getAttribute(name));
    const standing = () => (several || !plain.value ? "" : plain.selectedOptions[0].text.trim());
    field.value = (typed && typed.value) || standing();
    field.placeholder = plain.options[0].text.trim();
    for (const rest of box.querySelectorAll('input[type="search"], .hint')) rest.remove();
    plain.id = `${id}-list`;
    plain.hidden = true;
    field.required = plain.required;
    plain.required = false; // nobody can be led to what is hidden
    if (plain.dataset.key) field.dataset.key = plain.dataset.key;
    field.id = id; // the label and the links of errors lead here
    box.append(field, list, said);

    let shown = [];
    let at = -1;
    let waiting = 0;
    let asked = new AbortController();

    // Words that chose nothing are sent, for the server to list what they find.
    const name = () => {
      const text = field.value.trim();
      if (text && text !== standing() && !plainly) field.name = words;
      else field.removeAttribute("name");
    };

    const mark = (place) => {
      at = place;
      [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
      if (at < 0) return field.removeAttribute("aria-activedescendant");
      field.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    };

    const open = (is_open) => {
      list.hidden = !is_open;
      field.setAttribute("aria-expanded", String(is_open));
      if (!is_open) mark(-1);
    };

    const close = () => {
      clearTimeout(waiting);
      asked.abort();
      open(false);
    };

    const choose = (row) => {
      if (plainly) {
        plain.value = row.value;
        plain.dispatchEvent(new Event("change", { bubbles: true }));
        field.value = standing();
      } else if (several) {
        const tick = Object.assign(document.createElement("input"), { type: "checkbox", name: plain.name, value: row.value });
        tick.setAttribute("checked", "");
        const hidden = Object.assign(document.createElement("span"), { className: "hidden-text" });
        hidden.textContent = `${label}: `;
        const text = document.createElement("span");
        text.append(hidden, row.label);
        const line = Object.assign(document.createElement("label"), { className: "choice chosen" });
        line.append(tick, text);
        plain.before(line);
        field.value = "";
      } else {
        if (![...plain.options].some((option) => option.value === row.value)) plain.add(new Option(row.label, row.value));
        plain.value = row.value;
        field.value = row.label;
      }
      field.removeAttribute("aria-invalid");
      name();
      close();
      said.textContent = `${chosenSays} ${row.label}`;
    };

    const ticked = () => new Set([...box.querySelectorAll(`input[type=checkbox]${plainly ? "" : ":checked"}`)].map((tick) => tick.value));

    const show = (rows, is_more) => {
      const there = ticked();
      const marked = shown[at]?.value; // an answer that comes late leaves the arrow keys' mark where it is
      shown = rows.filter((row) => !there.has(row.value));
      list.replaceChildren(
        ...shown.map((row, number) => {
          const option = Object.assign(document.createElement("li"), { id: `${id}-${number}`, textContent: row.label });
          option.setAttribute("role", "option");
          option.addEventListener("click", () => choose(row));
          return option;
        }),
      );
      open(shown.length > 0);
      mark(shown.findIndex((row) => row.value === marked));
      said.textContent = shown.length ? `${foundSays} ${shown.length}${is_more ? `. ${more}` : ""}` : nothing;
    };

    const look = async () => {
      const text = field.value.trim() === standing() ? "" : field.value;
      if (!source) {
        const rows = known.filter((row) => bears(row.folded, text));
        const first = fold(text);
        rows.sort((one, other) => !fold(one.label).startsWith(first) - !fold(other.label).startsWith(first));
        return show(rows.slice(0, FOUND_AT_ONCE), rows.length > FOUND_AT_ONCE);
      }
      asked.abort();
      asked = new AbortController();
      const { signal } = asked;
      try {
        const answer = await fetch(`${source}?${new URLSearchParams({ words: text })}`, { signal });
        if (!answer.ok || answer.redirected) return close(); // signed out meanwhile
        const { rows, count } = await answer.json();
        if (!signal.aborted) show(rows, count > rows.length);
      } catch {
        if (!signal.aborted) close();
      }
    };

    field.addEventListener("input", () => {
      mark(-1);
      if (!several && !plainly && !field.value.trim()) plain.value = "";
      name();
      clearTimeout(waiting);
      if (!field.value.trim()) close();
      else if (source) waiting = setTimeout(look, WAIT_MILLISECONDS);
      else look(); // at once: Enter may follow the last letter
    });
    field.addEventListener("click", () => list.hidden && look());
    field.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (list.hidden && ["ArrowDown", "ArrowUp"].includes(event.key)) look();
      else if (list.hidden) return;
      else if (event.key === "ArrowDown") mark((at + 1) % shown.length);
      else if (event.key === "ArrowUp") mark((at <= 0 ? shown.length : at) - 1);
      else if (event.key === "Escape") close();
      else if (event.key === "Enter" && (at >= 0 || (shown.length === 1 && (field.name || plainly)))) choose(shown[Math.max(at, 0)]);
      else return;
      event.preventDefault();
    });
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus until the click
    field.addEventListener("blur", () => {
      close();
      if (!plainly) return;
      if (optional && !field.value.trim() && plain.value) {
        plain.value = "";
        plain.dispatchEvent(new Event("change", { bubbles: true }));
      }
      field.value = standing(); // what was typed and chose nothing
    });
    if (plainly) field.addEventListener("change", (event) => event.stopPropagation());
    name();
    box.dataset.ready = "";
  };

  for (const box of document.querySelectorAll(".offered[data-searched]:not([data-ready])")) complete(box);

  // Forms whose lists are plain: a long one becomes such a field, and boxes to tick are narrowed by words.
  const makeSearched = (plain) => {
    const box = Object.assign(document.createElement("div"), { className: "offered" });
    Object.assign(box.dataset, says, { plainly: "", label: plain.labels[0]?.textContent.trim() ?? "" });
    plain.before(box);
    box.append(plain);
    complete(box);
  };

  const narrow = (fieldset, boxes) => {
    const field = Object.assign(document.createElement("input"), { type: "search", autocomplete: "off", placeholder: says.words });
    field.setAttribute("aria-label", `${fieldset.querySelector("legend").textContent.trim()}: ${says.words}`);
    const said = Object.assign(document.createElement("p"), { className: "hidden-text" });
    said.setAttribute("role", "status");
    const known = [...boxes.children].map((choice) => [choice, fold(choice.textContent), choice.querySelector("input")]);
    field.addEventListener("input", () => {
      const found = known.filter(([, folded]) => bears(folded, field.value));
      for (const [choice, folded, tick] of known) choice.hidden = !tick.checked && !bears(folded, field.value);
      said.textContent = found.length ? `${says.found} ${found.length}` : says.nothing;
    });
    field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    boxes.before(field, said);
  };

  if (!says.found) return;
  for (const plain of document.querySelectorAll("form.fields:not(#filters) select:not([multiple]), #filters select[data-several]"))
    if (plain.options.length > LONG_ROWS && !plain.closest(".offered")) makeSearched(plain);
  for (const boxes of document.querySelectorAll("form.fields fieldset.field > .choices"))
    if (boxes.children.length > LONG_ROWS) narrow(boxes.closest("fieldset"), boxes);
})();
