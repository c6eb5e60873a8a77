// Rows that grow, boxes that tick all, hours and filters that show what applies. Every page works without.

// The row after the last: a copy of the last one, emptied, under the next number.
function addRow(list) {
  const rows = [...list.querySelectorAll(":scope > [data-row]")];
  const last = rows.at(-1);
  if (!last) return;
  const fresh = last.cloneNode(true);
  const prefix = list.dataset.rows;
  const from = `${prefix}-${numberOf(last, prefix)}`;
  const to = `${prefix}-${Math.max(...rows.map((row) => numberOf(row, prefix))) + 1}`;
  for (const element of [fresh, ...fresh.querySelectorAll("*")]) {
    for (const name of ["id", "name", "for", "value", "aria-labelledby", "aria-describedby", "data-rows", "data-add", "data-only"]) {
      const text = element.getAttribute(name);
      const names = name !== "value" || element.matches("button");
      if (text && names && text.includes(from)) element.setAttribute(name, text.replaceAll(from, to));
    }
    element.removeAttribute("aria-invalid");
    if (element.matches("p.error")) element.remove();
  }
  empty(fresh);
  list.append(fresh);
  prepare(fresh);
  fresh.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}

function numberOf(row, prefix) {
  const named = row.querySelector(`[name^="${CSS.escape(prefix)}-"]`);
  return named ? Number(named.name.slice(prefix.length + 1).split("-")[0]) : 0;
}

function empty(row) {
  for (const input of row.querySelectorAll("input, select, textarea")) {
    if (input.type === "checkbox" || input.type === "radio") input.checked = input.defaultChecked && input.type === "radio";
    else if (input.tagName === "SELECT") input.selectedIndex = 0;
    else input.value = "";
  }
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
    if (list.querySelectorAll(":scope > [data-row]").length > 1) row.remove();
    else empty(row);
    (next ?? row).querySelector("input:not([type=hidden]), select")?.focus();
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
    }
    fit(document);
  }
});
prepare(document);
fit(document);

// Leaving with something typed asks first.
const form = document.querySelector("form[data-record]");
if (form) {
  let typed = document.querySelector("[data-focus]") !== null;
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
