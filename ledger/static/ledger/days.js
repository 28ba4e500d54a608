/* Beside each field in which a date is typed: the browser's own calendar, and what was understood, as the server reads it. */
"use strict";
(() => {
  const { address, pick } = document.currentScript.dataset;
  const WAIT_MS = 250;

  const ask = async (field, picker, told) => {
    const typed = field.value;
    if (!typed.trim()) {
      told.textContent = picker.value = "";
      return;
    }
    const query = new URLSearchParams({ typed, exactness: field.dataset.day });
    if ("dayPast" in field.dataset) query.set("past", "1");
    const answer = await fetch(`${address}?${query}`).catch(() => null);
    if (!answer || !answer.ok || answer.redirected || field.value !== typed) return;
    const { day, says } = await answer.json();
    told.textContent = says;
    picker.value = day;
  };

  const complete = (field) => {
    const label = field.labels.length ? field.labels[0].textContent.trim().replace(/:$/, "") : "";
    const picker = Object.assign(document.createElement("input"), { type: "date", className: "day-picker" });
    picker.setAttribute("aria-label", label ? `${pick}: ${label}` : pick);
    const there = field.parentElement.querySelector(".understood");
    const told = there || Object.assign(document.createElement("output"), { className: "understood" });
    if (field.id) told.htmlFor = field.id;
    field.after(picker);
    if (!there) field.parentElement.append(told);
    const meant = there && there.querySelector("time");
    if (meant && meant.dateTime.length === 10) picker.value = meant.dateTime;
    let waiting = 0;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => ask(field, picker, told), WAIT_MS);
    });
    picker.addEventListener("change", () => {
      field.value = picker.value;
      ask(field, picker, told);
    });
    field.dataset.dayReady = "";
  };

  const completeAll = (within) => {
    for (const field of within.querySelectorAll("input[data-day]:not([data-day-ready], [type=hidden])")) complete(field);
  };
  const begin = () => completeAll(document);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
  document.addEventListener("htmx:load", (event) => completeAll(event.target));
  document.addEventListener("formset:added", (event) => completeAll(event.target));
})();
