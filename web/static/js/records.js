// Rows that grow, boxes that tick all, hours and filters that show what applies. Every page works without.

// One more row: the list's own empty row, under the next number.
function addRow(list, focus = true) {
  const template = document.querySelector(`template[data-row-of="${CSS.escape(list.dataset.rows)}"]`);
  if (!template) return;
  const prefix = list.dataset.rows;
  const rows = [...list.querySelectorAll(":scope > [data-row]")];
  const next = Math.max(-1, ...rows.map((row) => numberOf(row, prefix))) + 1;
  const html = template.innerHTML.replaceAll(`${prefix}-__n__`, `${prefix}-${next}`).replaceAll("__m__", String(rows.length + 1));
  list.insertAdjacentHTML("beforeend", html);
  prepare(list);
  fit(list);
  if (focus) list.lastElementChild.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}

function numberOf(row, prefix) {
  const named = row.querySelector(`[name^="${CSS.escape(prefix)}-"]`);
  return named ? Number(named.name.slice(prefix.length + 1).split("-")[0]) : -1;
}

addEventListener("click", (event) => {
  const add = event.target.closest("[data-add]");
  if (add) {
    const list = document.querySelector(`[data-rows="${CSS.escape(add.dataset.add)}"]`);
    if (!list) return;
    event.preventDefault();
    addRow(list);
  }
  const remove = event.target.closest("[data-remove]");
  if (remove) {
    const row = remove.closest("[data-row]");
    const list = row.parentElement;
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    const target = next?.querySelector("input:not([type=hidden]), select")
      ?? document.querySelector(`[data-add="${CSS.escape(list.dataset.rows)}"]`);
    target?.focus();
    list.dispatchEvent(new Event("change", { bubbles: true }));
  }
});

// Only the part of an hour that applies; only the list of a filter that is on.
function fit(root) {
  for (const hour of root.querySelectorAll("[data-hour]")) {
    const by = hour.querySelector("select").value;
    for (const part of hour.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(by);
  }
  for (const only of root.querySelectorAll("[data-only]")) {
    const on = document.querySelector(`input[name="${CSS.escape(only.dataset.only)}"][value="only"]`);
    if (on) only.hidden = !on.checked;
  }
}

function prepare(root) {
  for (const button of root.querySelectorAll("[data-remove]")) button.hidden = false;
}

addEventListener("change", (event) => {
  const input = event.target;
  if (input.matches?.("[data-hour] select, input[type=radio][name$='-mode']")) {
    if (input.value === "all") {
      const only = document.querySelector(`[data-only="${CSS.escape(input.name)}"]`);
      for (const box of only?.querySelectorAll("input[type=checkbox]") ?? []) box.checked = false;
      for (const text of only?.querySelectorAll("input:not([type=checkbox])") ?? []) text.value = "";
      for (const row of only?.querySelectorAll("[data-row]") ?? []) row.remove();
    }
    if (input.value === "only") {
      const list = document.querySelector(`[data-rows="${CSS.escape(input.name.slice(0, -5))}"]`);
      if (list && !list.children.length) addRow(list, false);
    }
    fit(document);
  }
});
prepare(document);
fit(document);

// Leaving with something typed asks first.
const form = document.querySelector("form[data-record]");
if (form) {
  let typed = document.querySelector("[data-focus], [data-unsaved]") !== null;
  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", () => { typed = false; });
  addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
}

// Ticking rows: all at once, and how many.
for (const list of document.querySelectorAll("form[data-picks]")) {
  const all = list.querySelector("[data-all]");
  const boxes = [...list.querySelectorAll("tbody .tick input")];
  const told = list.querySelector("[data-picked]");
  const count = () => {
    const n = boxes.filter((box) => box.checked).length;
    told.textContent = n ? told.dataset.some.replace("{n}", n) : told.dataset.none;
    all.checked = n === boxes.length;
    all.indeterminate = n > 0 && n < boxes.length;
    for (const button of list.querySelectorAll(".picks button")) button.disabled = n === 0;
  };
  all.hidden = false;
  all.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; count(); });
  list.addEventListener("change", count);
  told.setAttribute("role", "status");
  count();
}

// A spot on the map ticks its box in the list; the list stays the way for the keyboard.
for (const map of document.querySelectorAll("[data-spots-map]")) {
  const name = CSS.escape(map.dataset.spotsMap);
  const box = (mark) => document.querySelector(`input[type=checkbox][name="${name}"][value="${CSS.escape(mark.dataset.spot)}"]`);
  const fitMarks = () => {
    for (const mark of map.querySelectorAll("[data-spot]")) {
      const on = Boolean(box(mark)?.checked);
      mark.classList.toggle("on", on);
      if (!on) mark.querySelector("text").textContent = "";
    }
  };
  for (const mark of map.querySelectorAll("[data-spot]")) {
    if (!box(mark)) continue;
    mark.classList.add("can");
    mark.addEventListener("click", () => box(mark).click());
  }
  for (const hint of document.querySelectorAll("[data-with-script]")) hint.hidden = false;
  addEventListener("change", (event) => { if (event.target.name === map.dataset.spotsMap) fitMarks(); });
}
